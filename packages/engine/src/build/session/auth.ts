import { type ServerUnaryCall, type sendUnaryData, status } from '@grpc/grpc-js';
import { PydockError } from '@pydock/core';
import type { CredentialsOf } from '../../registry/credentials';
import type { SessionService } from './session';

/**
 * Lends a build the credentials of the registries that it reads from, host by host, as it asks. The engine makes tokens
 * of them itself: of GetTokenAuthority and its kin it is told that they are not implemented, which it takes for that.
 */
export function authService(credentialsOf: CredentialsOf): SessionService {
  const credentials = (call: ServerUnaryCall<{ Host: string }, object>, done: sendUnaryData<object>) => {
    credentialsOf(call.request.Host).then(
      (found) => done(null, found ? { Username: found.username, Secret: found.secret } : {}),
      (error: Error) => {
        const message =
          error instanceof PydockError ? `${error.failure.what}: ${error.failure.why}` : error.message;
        done({ code: status.FAILED_PRECONDITION, message });
      },
    );
  };
  return { name: 'moby.filesync.v1.Auth', implementation: { Credentials: credentials } };
}
