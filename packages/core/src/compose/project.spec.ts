import { describe, expect, it } from 'vitest';
import { codeOf, failureOf } from '../specs/failures';
import { service, shop } from '../specs/services';
import { refuseSameNames, startLevels, startOrder, withDependencies } from './project';

const names = (services: readonly { name: string }[]) => services.map(({ name }) => name);

describe('composeProject', () => {
  it('sorts services by name', () => {
    expect(names(shop(service('web'), service('api'), service('db')).services)).toEqual(['api', 'db', 'web']);
  });

  it('takes a workspace without services', () => {
    expect(shop().services).toEqual([]);
  });

  it('refuses two services of one name, and says which projects have it', () => {
    const two = () => shop(service('web', { serviceName: 'api' }), service('api'), service('db'));
    expect(failureOf(two).failure).toMatchObject({
      code: 'PYDOCK_NAME_CONFLICT',
      why: 'the projects api (apps/api) and web (apps/web) both give it',
      place: { file: 'apps/web/project.json' },
    });
  });

  it('finds services of one name in whatever order they come', () => {
    const services = [service('api'), service('db'), service('web', { serviceName: 'api' })];
    expect(codeOf(() => refuseSameNames(services))).toBe('PYDOCK_NAME_CONFLICT');
    expect(() => refuseSameNames(services.slice(0, 2))).not.toThrow();
  });

  it.each([
    ['one port', ['8000:80'], ['8000:81']],
    ['every address and one of them', ['0.0.0.0:8000:80'], ['8000:80']],
    ['one of a range', ['8000-8005:80-85'], ['8003:80']],
    ['two ranges', ['8000-8005:80-85'], ['8005-8006:80-81']],
    ['one port by UDP', ['53:53/udp'], ['53:53/udp']],
    ['IPv6', ['[::]:80:80'], ['[::1]:80:80']],
  ])('refuses two services that publish %s', (_case, a, b) => {
    const two = () => shop(service('api', { ports: a }), service('web', { ports: b }));
    expect(codeOf(two)).toBe('PYDOCK_PORT_CONFLICT');
  });

  it.each([
    ['different ports', ['8000:80'], ['8001:80']],
    ['different addresses', ['127.0.0.1:8000:80'], ['127.0.0.2:8000:80']],
    ['TCP and UDP', ['53:53/tcp'], ['53:53/udp']],
    ['IPv4 and IPv6', ['0.0.0.0:80:80'], ['[::]:80:80']],
    ['any free port', ['80'], ['80', '127.0.0.1::80']],
    ['any free port of a range', ['8000-8010:80'], ['8000-8010:80', '8005:80']],
  ])('lets two services publish %s', (_case, a, b) => {
    expect(() => shop(service('api', { ports: a }), service('web', { ports: b }))).not.toThrow();
  });

  it('refuses one service that publishes a port twice', () => {
    expect(
      failureOf(() => shop(service('api', { ports: ['80', '8000:80', '8000:81'] }))).failure,
    ).toMatchObject({
      what: 'api publishes the host port 8000 twice',
      place: { option: 'targets.docker-up.options.ports[2]' },
    });
  });

  it('compares the widest ranges at once', () => {
    const ports = ['1-65535:1-65535'];
    expect(codeOf(() => shop(service('api', { ports }), service('web', { ports })))).toBe(
      'PYDOCK_PORT_CONFLICT',
    );
  });

  it('refuses a dependency that is no service', () => {
    expect(
      failureOf(() => shop(service('api', { dependsOn: ['redis'] }), service('web'))).failure,
    ).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      what: 'api depends on "redis", which is no service of this workspace',
      why: 'the services are api, web',
      place: { option: 'targets.docker-up.options.dependsOn' },
    });
  });

  const waits = (name: string, ...dependsOn: string[]) => service(name, { dependsOn });
  it.each([
    ['itself', [waits('a', 'a')], 'a -> a'],
    ['another that waits for it', [waits('a', 'b'), waits('b', 'a')], 'a -> b -> a'],
    ['others below', [waits('a', 'b'), waits('b', 'c'), waits('c', 'd', 'b'), waits('d')], 'b -> c -> b'],
  ])('refuses a service that waits for %s', (_case, services, path) => {
    expect(failureOf(() => shop(...services)).failure).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      why: `each of ${path} depends on the next, so that none can start first`,
    });
  });

  it('takes a dependency that is met by two ways', () => {
    expect(() => shop(waits('a', 'b', 'c'), waits('b', 'd'), waits('c', 'd'), waits('d'))).not.toThrow();
  });

  it('goes through a graph of many ways once', () => {
    const name = (level: number, side: string) => `s${level}${side}`;
    const services = Array.from({ length: 30 }, (_, level) =>
      ['a', 'b'].map((side) =>
        waits(name(level, side), ...(level === 29 ? [] : [name(level + 1, 'a'), name(level + 1, 'b')])),
      ),
    ).flat();
    const project = shop(...services);
    expect(withDependencies(project, ['s0a'])).toHaveLength(59);
    expect(startOrder(project.services).at(-1)?.name).toMatch(/^s0/);
  });
});

describe('withDependencies and startOrder', () => {
  const project = shop(
    service('api', { dependsOn: ['db', 'cache'] }),
    service('cache', { dependsOn: ['zoo'] }),
    service('db'),
    service('web', { dependsOn: ['api'] }),
    service('zoo'),
  );

  it.each([
    [['db'], ['db']],
    [['api'], ['api', 'cache', 'db', 'zoo']],
    [['web'], ['api', 'cache', 'db', 'web', 'zoo']],
    [
      ['zoo', 'db'],
      ['db', 'zoo'],
    ],
    [[], []],
    [['nobody'], []],
  ])('%j need %j, by name', (wanted, expected) => {
    expect(names(withDependencies(project, wanted))).toEqual(expected);
  });

  it('starts what others need first', () => {
    expect(names(startOrder(project.services))).toEqual(['zoo', 'cache', 'db', 'api', 'web']);
    expect(names(startOrder(withDependencies(project, ['api'])))).toEqual(['zoo', 'cache', 'db', 'api']);
  });
});

describe('startLevels', () => {
  it('puts side by side what does not wait for each other', () => {
    const services = [
      service('web', { dependsOn: ['api', 'cache'] }),
      service('api', { dependsOn: ['db'] }),
      service('cache'),
      service('db'),
    ];
    expect(startLevels(services).map(names)).toEqual([['db', 'cache'], ['api'], ['web']]);
    expect(startLevels([])).toEqual([]);
  });
});
