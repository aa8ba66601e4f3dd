import { describe, expect, it } from 'vitest';
import { PydockError } from '../errors';
import { codeOf, failureOf } from '../specs/failures';
import { service, serviceSource } from '../specs/services';
import { assemble } from './assemble';
import { type Fault, faultOf } from './fault';
import { resolveService } from './resolve';
import type { Service } from './service';

const assembled = (services: Service[], wanted: string[], faults: Fault[] = []) => {
  const { project, leftOut } = assemble('shop', services, faults, wanted);
  return {
    services: project.services.map(({ name }) => name),
    leftOut: Object.fromEntries(leftOut.map(({ name, error }) => [name, error.code])),
  };
};

const fault = (project: string, options: Record<string, unknown>): Fault => {
  const source = serviceSource({ project, options });
  try {
    resolveService(source);
  } catch (error) {
    if (error instanceof PydockError) return faultOf(source, error);
  }
  throw new Error('there is no fault');
};

const api = service('api', { ports: ['8000:80'], dependsOn: ['db'] });
const db = service('db');
const bad = fault('bad', { memory: 'lots', volumes: ['data:/data', './x:/x', 5, '/anonymous'] });

describe('assemble', () => {
  it('takes all where nothing is wrong', () => {
    expect(assembled([api, db], ['api'])).toEqual({ services: ['api', 'db'], leftOut: {} });
    expect(assembled([], [])).toEqual({ services: [], leftOut: {} });
  });

  it('leaves out what can not be read, and what depends on it', () => {
    const needs = service('needs', { dependsOn: ['bad'] });
    const above = service('above', { dependsOn: ['needs'] });
    expect(assembled([above, needs, api, db], ['api'], [bad])).toEqual({
      services: ['api', 'db'],
      leftOut: {
        bad: 'PYDOCK_VOLUME_INVALID',
        needs: 'PYDOCK_VOLUME_INVALID',
        above: 'PYDOCK_VOLUME_INVALID',
      },
    });
  });

  it.each([
    ['is wanted itself', [api, db], ['bad', 'api']],
    [
      'is needed by what is wanted',
      [service('web', { dependsOn: ['job'] }), service('job', { dependsOn: ['bad'] })],
      ['web'],
    ],
  ])('throws what can not be read where it %s', (_case, services, wanted) => {
    expect(codeOf(() => assembled(services, wanted, [bad]))).toBe('PYDOCK_VOLUME_INVALID');
  });

  it('leaves out one of two others that are in conflict', () => {
    const [one, two] = [service('one', { ports: ['9000:80'] }), service('two', { ports: ['9000:80'] })];
    expect(assembled([api, db, one, two], ['api'])).toEqual({
      services: ['api', 'db', 'one'],
      leftOut: { two: 'PYDOCK_PORT_CONFLICT' },
    });
    expect(codeOf(() => assembled([api, db, one, two], ['two']))).toBe('PYDOCK_PORT_CONFLICT');
  });

  it('throws a conflict with what is wanted or needed, and not that of another with itself', () => {
    const rival = service('rival', { ports: ['8000:81'] });
    expect(failureOf(() => assembled([api, db, rival], ['api'])).message).toContain('api and rival');
    const namesake = service('x', { serviceName: 'db' });
    expect(codeOf(() => assembled([api, db, namesake], ['api']))).toBe('PYDOCK_NAME_CONFLICT');
    const twice = service('twice', { ports: ['7000:80', '7000:81'] });
    expect(assembled([api, db, twice], ['api']).leftOut).toEqual({ twice: 'PYDOCK_PORT_CONFLICT' });
  });

  it('throws an unknown dependency of what is wanted, and leaves out others that have one', () => {
    const lost = service('lost', { dependsOn: ['nowhere'] });
    expect(codeOf(() => assembled([lost, db], ['lost']))).toBe('PYDOCK_OPTION_INVALID');
    expect(assembled([lost, db], ['db']).leftOut).toEqual({ lost: 'PYDOCK_OPTION_INVALID' });
  });

  it('tells of a circle among others as one', () => {
    const rings = [service('a', { dependsOn: ['b'] }), service('b', { dependsOn: ['a'] })];
    const { leftOut } = assemble('shop', [...rings, db], [], ['db']);
    expect(leftOut.map(({ error }) => error.failure.what)).toEqual([
      'a waits for itself',
      'a waits for itself',
    ]);
  });

  it('wants nothing: then nothing is thrown', () => {
    const rings = [service('a', { dependsOn: ['b'] }), service('b', { dependsOn: ['a'] })];
    expect(assembled([...rings, db], [], [bad])).toEqual({
      services: ['db'],
      leftOut: { bad: 'PYDOCK_VOLUME_INVALID', a: 'PYDOCK_OPTION_INVALID', b: 'PYDOCK_OPTION_INVALID' },
    });
  });
});

describe('faultOf', () => {
  it('tells the name and the volumes as far as they can be read', () => {
    expect(bad).toMatchObject({ project: 'bad', name: 'bad', volumes: ['data'] });
    expect(fault('@acme/x', { serviceName: 'y', ports: [''] })).toMatchObject({ name: 'y', volumes: [] });
  });
});
