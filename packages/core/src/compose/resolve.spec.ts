import { describe, expect, it } from 'vitest';
import { codeOf, failureOf } from '../specs/failures';
import { healthyDockerfile, service, serviceSource, type SpecService } from '../specs/services';
import { resolveService, serviceNameOf } from './resolve';

const resolve = (given: Partial<SpecService> = {}) =>
  resolveService(serviceSource({ project: 'api', ...given }));

describe('resolveService', () => {
  it('has a safe default for everything', () => {
    const { place, buildPlace, healthcheck, ...rest } = service('@acme/api');
    expect(rest).toEqual({
      name: 'acme-api',
      project: '@acme/api',
      root: 'apps/@acme/api',
      image: 'shop-acme-api',
      builds: true,
      dockerfile: 'apps/@acme/api/Dockerfile',
      buildArgs: {},
      buildTarget: null,
      platform: null,
      include: [],
      buildSecrets: { usual: true, byId: {} },
      buildSsh: { usual: true, byId: {} },
      buildProxies: true,
      extraHosts: {},
      ports: [],
      volumes: [],
      environment: {},
      envFile: [],
      secrets: [],
      connection: {},
      connections: 'environment',
      memory: 536870912,
      cpus: 1,
      pids: 256,
      restart: null,
      command: null,
      user: null,
      readOnly: false,
      init: true,
      noNewPrivileges: true,
      capDrop: ['ALL'],
      capAdd: [],
      checksHealth: false,
      dependsOn: [],
      compose: {},
    });
    expect(healthcheck.disable).toBe(false);
    expect(buildPlace('target').option).toBe('targets.docker-build.options.target');
    expect(place('ports').option).toBe('targets.docker-up.options.ports');
  });

  const names =
    'serviceName ports volumes environment envFile memory cpus pids restart command user readOnly init ' +
    'noNewPrivileges capDrop capAdd healthcheck dependsOn image secrets connection connections compose timeout dryRun progress';

  it.each(names.split(' '))('takes null for %s that is not set', (name) => {
    expect({ ...service('api', { [name]: null }), place: null, buildPlace: null }).toEqual({
      ...service('api'),
      place: null,
      buildPlace: null,
    });
  });

  it.each(['memory', 'cpus', 'pids'] as const)('has no %s limit for false', (name) => {
    expect(service('api', { [name]: false })[name]).toBeNull();
  });

  it.each(['no', 'always', 'unless-stopped', 'on-failure', 'on-failure:3'])('restarts %j', (restart) => {
    expect(service('api', { restart }).restart).toBe(restart);
  });

  it('reads numbers that are written as texts', () => {
    expect(service('api', { cpus: '0.5', pids: '100', memory: '1g' })).toMatchObject({
      cpus: 0.5,
      pids: 100,
      memory: 2 ** 30,
    });
  });

  it('reads a user as a text', () => {
    expect([10001, 0, '10001:10001', 'app'].map((user) => service('api', { user }).user)).toEqual([
      '10001',
      '0',
      '10001:10001',
      'app',
    ]);
  });

  it('takes an empty word in a command', () => {
    expect(service('api', { command: ['flask', '--prefix', ''] }).command).toEqual(['flask', '--prefix', '']);
  });

  it.each([
    ['.env', ['apps/api/.env']],
    ['./.env', ['apps/api/.env']],
    ['../.env', ['apps/.env']],
    ['config/dev.env', ['config/dev.env']],
    ['/etc/app.env', ['/etc/app.env']],
    [
      ['.env', './config/dev.env'],
      ['apps/api/.env', 'apps/api/config/dev.env'],
    ],
    [[], []],
  ])('finds the environment file %j at %j', (envFile, expected) => {
    expect(service('api', { envFile }).envFile).toEqual(expected);
  });

  it('adds the dependencies of the options to those of the graph, each once, sorted', () => {
    const { dependsOn } = resolve({
      graphDependencies: ['web', 'db'],
      options: { dependsOn: ['cache', 'db'] },
    });
    expect(dependsOn).toEqual(['cache', 'db', 'web']);
  });

  it('names the directories of volumes to a Dockerfile that asks for them', () => {
    const options = { volumes: ['data:/data', '/cache', './conf:/conf', 'data:/a'] };
    expect(resolve({ options, dockerfileText: healthyDockerfile }).buildArgs).toEqual({
      VOLUME_DIRS: '/a /cache /data',
    });
    expect(resolve({ options, dockerfileText: 'FROM python:3.13-slim' }).buildArgs).toEqual({});
    expect(resolve({ dockerfileText: healthyDockerfile }).buildArgs).toEqual({});
  });

  it.each([
    '/my data',
    '/a;b',
    '/a$(b)',
    '/a`b`',
    '/a*',
    '/a"b',
    "/a'b",
    '/a|b',
    '/a&b',
    '/a\nb',
    '/a\\b',
    '/~a',
  ])('refuses to name the directory %j to a shell, and no other Dockerfile minds it', (target) => {
    const options = { volumes: ['./conf:/conf', `data:${target}`] };
    expect(failureOf(() => resolve({ options, dockerfileText: healthyDockerfile })).failure).toMatchObject({
      code: 'PYDOCK_VOLUME_INVALID',
      place: { option: 'targets.docker-up.options.volumes[1]' },
    });
    expect(resolve({ options, dockerfileText: 'FROM a' }).volumes[1]?.target).toBe(target);
    const buildOptions = { args: { VOLUME_DIRS: '/mine' } };
    expect(resolve({ options, buildOptions, dockerfileText: healthyDockerfile }).volumes).toHaveLength(2);
  });

  it('lets a build argument of the options win', () => {
    const given = {
      options: { volumes: ['data:/data'] },
      buildOptions: { args: { VOLUME_DIRS: '/mine', A: 'x' } },
      dockerfileText: healthyDockerfile,
    };
    expect(resolve(given).buildArgs).toEqual({ VOLUME_DIRS: '/mine', A: 'x' });
  });

  const builder = 'FROM a AS builder\nHEALTHCHECK CMD true\nFROM b\n';
  it.each([
    ['the image has one', healthyDockerfile, undefined, {}, true],
    ['nobody has one', 'FROM a', undefined, {}, false],
    ['there is no Dockerfile', null, undefined, {}, false],
    ['the options have one', 'FROM a', { test: 'true' }, {}, true],
    ['the options switch it off', healthyDockerfile, false, {}, false],
    ['the options switch it off in Compose’s words', healthyDockerfile, { test: ['NONE'] }, {}, false],
    ['only another stage has one', builder, undefined, {}, false],
    ['the stage that is built has one', builder, undefined, { target: 'builder' }, true],
  ])('knows whether health is checked: %s', (_case, dockerfileText, healthcheck, buildOptions, expected) => {
    const given = {
      dockerfileText,
      buildOptions,
      ...(healthcheck !== undefined && { options: { healthcheck } }),
    };
    expect(resolve(given).checksHealth).toBe(expected);
  });
});

describe('resolveService, of what is wrong', () => {
  const wrong = {
    serviceName: [5, '', [], {}, true],
    ports: ['8000', 8000, {}, true, [null], [{}], [['80']], [true]],
    volumes: ['data:/x', {}, 5, [5], [null], [{ type: 'bind' }]],
    environment: ['A=1', 5, true, [5], { A: [] }],
    envFile: [5, '', {}, true, [5], ['']],
    memory: [true, {}, [], '', 'much'],
    cpus: [true, {}, [], '', 'one', 0, -1, '0x1', NaN, Infinity],
    pids: [true, {}, [], '', 0, -1, 1.5, '1.5', 2 ** 53],
    restart: [true, false, {}, [], '', 'never', 'on-failure:', 'on-failure:x', 5],
    command: [5, true, {}, '', [], [5], ['python', null], ['']],
    user: [-1, 1.5, true, {}, [], ''],
    readOnly: ['true', 1, {}, []],
    init: ['false', 0, {}, []],
    noNewPrivileges: ['true', 1, {}, []],
    capDrop: ['ALL', {}, [5], [''], true],
    capAdd: ['NET_ADMIN', {}, [5], [null], false],
    healthcheck: ['off', 5, [], { interval: [] }],
    dependsOn: ['db', { db: {} }, [5], [''], true],
    compose: ['x', 5, [], true],
  };
  const cases = Object.entries(wrong).flatMap(([name, values]) => values.map((value) => ({ name, value })));

  it.each(cases)('refuses $name: $value, at its place', ({ name, value }) => {
    const { code, failure } = failureOf(() => service('api', { [name]: value }));
    expect(code).toMatch(/^PYDOCK_(OPTION|PORT|VOLUME|SIZE)_INVALID$/);
    expect(failure.place?.option).toMatch(new RegExp(`^targets\\.docker-up\\.options\\.${name}`));
  });

  it('lets options as a whole be null, but nothing else that is no object', () => {
    const given = (options: unknown) => () => resolve({ options: options as Record<string, unknown> });
    expect(given(null)).not.toThrow();
    expect(given(undefined)).not.toThrow();
    for (const options of ['x', 5, [], true]) expect(codeOf(given(options))).toBe('PYDOCK_OPTION_INVALID');
    expect(failureOf(given([])).failure.place?.option).toBe('targets.docker-up.options');
  });

  it('lets build options as a whole be null, and places their faults in docker-build', () => {
    const given = (buildOptions: unknown) => () =>
      resolve({ buildOptions: buildOptions as Record<string, unknown> });
    expect(given(null)).not.toThrow();
    expect(failureOf(given({ args: [] })).failure.place?.option).toBe('targets.docker-build.options.args');
  });

  it.each([
    ['port', 'did you mean "ports"?'],
    ['enviroment', 'did you mean "environment"?'],
    ['env_file', 'did you mean "envFile"?'],
    ['depends_on', 'did you mean "dependsOn"?'],
    ['read_only', 'did you mean "readOnly"?'],
    ['healthCheck', 'did you mean "healthcheck"?'],
    ['networks', `take it out, or write it under "compose" of docker-up in Compose's own words`],
  ])('refuses the option %j, which it does not know', (name, todo) => {
    expect(failureOf(() => service('api', { [name]: 'x' })).failure).toMatchObject({
      code: 'PYDOCK_OPTION_UNKNOWN',
      todo,
      place: { option: `targets.docker-up.options.${name}` },
    });
  });

  it.each(['dockerfile', 'args', 'target', 'platform', 'include'])(
    'says that the option %j is one of docker-build',
    (name) => {
      expect(failureOf(() => service('api', { [name]: 'x' })).failure).toMatchObject({
        code: 'PYDOCK_OPTION_UNKNOWN',
        todo: 'move it to the options of docker-build',
      });
    },
  );

  it.each([
    ['cpus', 'it must be a number above zero, or false for no limit'],
    ['pids', 'it must be a whole number above zero, or false for no limit'],
  ])('says how to have no limit of %s', (name, why) => {
    expect(failureOf(() => service('api', { [name]: 0 })).failure.why).toBe(why);
  });

  it('refuses two volumes on one directory', () => {
    expect(codeOf(() => service('api', { volumes: ['a:/x', 'b:/x/'] }))).toBe('PYDOCK_VOLUME_INVALID');
  });

  it.each(['API', 'my api', '-api', 'api-', '.api', 'a..b', 'a___b', 'a._b', '@acme/api', 'ä'])(
    'refuses the service name %j',
    (serviceName) => {
      expect(failureOf(() => service('x', { serviceName })).failure).toMatchObject({
        code: 'PYDOCK_NAME_INVALID',
        what: `"${serviceName}" can't be the name of a service`,
        place: { option: 'targets.docker-up.options.serviceName' },
      });
    },
  );

  it('names the project that gives no service name', () => {
    expect(failureOf(() => service('日本')).failure.what).toBe(`"日本" can't be the name of a service`);
  });
});

describe('serviceNameOf', () => {
  it.each([
    ['api', 'api'],
    ['@acme/api', 'acme-api'],
    ['API Server', 'api-server'],
    ['my_api.v2', 'my_api.v2'],
    ['a__b--c', 'a__b--c'],
    ['a..b', 'a-b'],
    ['a._b', 'a-b'],
    ['-api-', 'api'],
    ['1st', '1st'],
    ['Größe', 'grosse'],
    ['café-Ñandú', 'cafe-nandu'],
    ['日本', ''],
  ])('of %j is %j', (project, name) => {
    expect(serviceNameOf(project)).toBe(name);
  });
});
