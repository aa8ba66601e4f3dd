import { readFile } from 'node:fs/promises';
import { type ServerUnaryCall, type sendUnaryData, status } from '@grpc/grpc-js';
import type { BuildSecret } from '@pydock/core';
import type { SessionService } from './session';

/** Serves secrets by id, read when they are asked for; one that is not there is left out of the step. */
export function secretsService(secrets: readonly BuildSecret[]): SessionService {
  const getSecret = (call: ServerUnaryCall<{ ID: string }, object>, done: sendUnaryData<object>) => {
    const secret = secrets.find(({ id }) => id === call.request.ID);
    const absent = { code: status.NOT_FOUND, message: `secret ${call.request.ID} not found` };
    if (!secret) return done(absent);
    readFile(secret.file).then(
      (data) => done(null, { data }),
      () => done(absent),
    );
  };
  return { name: 'moby.buildkit.secrets.v1.Secrets', implementation: { GetSecret: getSecret } };
}
