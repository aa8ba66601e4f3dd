import { describe, expect, it } from 'vitest';
import { emitCompose, serviceYaml } from '../compose/emit';
import type { ComposeProject, Service } from '../compose/service';
import { healthyDockerfile, service, serviceSource, shop } from '../specs/services';
import { resolveService } from '../compose/resolve';
import type { ObservedContainer, ObservedState } from './observed';
import { buildCause, planBuild, planUp, type UpDesired } from './plan';
import { planText } from './text';

const api = (options: Record<string, unknown> = {}) =>
  resolveService(
    serviceSource({
      project: 'api',
      dockerfileText: healthyDockerfile,
      options: { ports: ['8000:8000'], dependsOn: ['worker'], ...options },
    }),
  );
const worker = service('worker');
const project = shop(api(), worker, service('unrelated'));

const container = (of: string, changes: Partial<ObservedContainer> = {}): ObservedContainer => ({
  id: `${of}-container`,
  name: `shop-${of}-1`,
  service: of,
  workingDirectory: null,
  volumes: [],
  ports: {},
  configFiles: '/work/docker-compose.yml',
  imageId: `${of}-image`,
  state: 'running',
  health: null,
  ...changes,
});

const image = (of: string, fingerprint: string | null = `v2:sha256:${of}`) =>
  [`shop-${of}`, { id: `${of}-image`, fingerprint }] as const;

// Everything as docker-up left it.
const observed: ObservedState = {
  images: new Map([image('api'), image('worker')]),
  containers: [container('api', { health: 'healthy' }), container('worker')],
};

function desired(changes: Partial<UpDesired> = {}, changed: ComposeProject = project): UpDesired {
  const applied = Object.fromEntries(
    project.services.map((each) => [`${each.name}-container`, serviceYaml(each, project)]),
  );
  return {
    project: changed,
    services: ['api'],
    fingerprints: new Map([
      ['api', 'v2:sha256:api'],
      ['worker', 'v2:sha256:worker'],
    ]),
    lastBuilds: new Map(),
    composeText: emitCompose(changed),
    secrets: [],
    composeOnDisk: emitCompose(project),
    applied,
    definitions: new Map(changed.services.map((each) => [each.name, serviceYaml(each, changed)])),
    ...changes,
  };
}

const nothing: ObservedState = { images: new Map(), containers: [] };
const textOf = (state: ObservedState, changes: Partial<UpDesired> = {}, changed?: ComposeProject) =>
  planText(planUp(desired(changes, changed), state));

describe('planUp', () => {
  it('has nothing to do where all is as it should be', async () => {
    await expect(textOf(observed)).toMatchFileSnapshot('__golden__/nothing-to-do.txt');
  });

  it('builds, writes and creates at first, dependencies before those that need them', async () => {
    await expect(textOf(nothing, { composeOnDisk: null, applied: {} })).toMatchFileSnapshot(
      '__golden__/first-up.txt',
    );
  });

  it('fetches images that are run as they are, and writes secrets before anything starts', async () => {
    const db = service('db', { image: 'postgres:18', healthcheck: { test: 'pg_isready' } });
    const both = shop(service('api', { dependsOn: ['db'] }), db);
    const secrets = [
      {
        file: '.pydock/secrets/db/password',
        text: 'x',
        cause: 'it is not there',
        mounted: true,
        readers: [],
      },
    ];
    await expect(textOf(nothing, { composeOnDisk: null, applied: {}, secrets }, both)).toMatchFileSnapshot(
      '__golden__/backing-service.txt',
    );
  });

  it('starts anew what reads a connection string that changed', () => {
    const secrets = [
      { file: 'x', text: 'x', cause: 'a connection string changed', mounted: false, readers: ['worker'] },
    ];
    expect(textOf(observed, { secrets }).split('\n')).toEqual([
      'write x          because a connection string changed',
      'recreate worker  because its connection strings changed',
    ]);
  });

  it('names the options that changed', async () => {
    const changed = shop(
      api({ environment: { LOG_LEVEL: 'debug' }, memory: '1g' }),
      worker,
      service('unrelated'),
    );
    await expect(textOf(observed, {}, changed)).toMatchFileSnapshot('__golden__/option-changed.txt');
  });

  it('builds an image that is gone', async () => {
    const state = { ...observed, images: new Map([image('api')]) };
    await expect(textOf(state)).toMatchFileSnapshot('__golden__/image-gone.txt');
  });

  it.each([
    [
      'an edited file',
      { ...observed, images: new Map([image('api', 'v2:sha256:old'), image('worker')]) },
      {},
      [
        'build api     because its files, Dockerfile, build arguments or base image changed',
        'recreate api  because its image is built anew',
      ],
    ],
    [
      'an image that somebody else built',
      { ...observed, images: new Map([image('api', null), image('worker')]) },
      {},
      [
        'build api     because image shop-api was not built by pydock',
        'recreate api  because its image is built anew',
      ],
    ],
    [
      'an image that was built since',
      { ...observed, containers: [container('api', { imageId: 'old' }), container('worker')] },
      {},
      ['recreate api  because its image changed'],
    ],
    [
      'one of two containers of an older image',
      { ...observed, containers: [...observed.containers, container('worker', { imageId: 'old' })] },
      {},
      ['recreate worker  because its image changed'],
    ],
    [
      'a container that pydock did not start',
      observed,
      { applied: { 'worker-container': serviceYaml(worker, project) } },
      ['recreate api  because pydock has no record of what it was started with'],
    ],
    [
      'one of two containers that pydock did not start',
      { ...observed, containers: [...observed.containers, container('worker', { id: 'second' })] },
      {},
      ['recreate worker  because pydock has no record of what it was started with'],
    ],
    [
      'a file that was edited by hand',
      observed,
      { composeOnDisk: 'services: {}' },
      ['write docker-compose.yml  because it is not what the project graph says'],
    ],
    [
      'a stopped container',
      { ...observed, containers: [container('api', { state: 'exited' }), container('worker')] },
      {},
      ['start api  because it is exited'],
    ],
    [
      'a paused container',
      { ...observed, containers: [container('api', { state: 'paused' }), container('worker')] },
      {},
      ['unpause api  because it is paused'],
    ],
    [
      'a file of variables that was edited',
      observed,
      {
        applied: {
          'api-container': { ...serviceYaml(api(), project), 'x-pydock-host': { 'api/.env': '1', $A: '1' } },
          'worker-container': serviceYaml(worker, project),
        },
        definitions: new Map<string, unknown>([
          ['api', { ...serviceYaml(api(), project), 'x-pydock-host': { 'api/.env': '2', $A: '2' } }],
          ['worker', serviceYaml(worker, project)],
        ]),
      },
      ['recreate api  because $A, api/.env changed'],
    ],
    [
      'a container that is not healthy yet',
      { ...observed, containers: [container('api', { health: 'starting' }), container('worker')] },
      {},
      ['wait api  because it is starting'],
    ],
  ] as const)('tells of %s', (_case, state, changes, lines) => {
    expect(textOf(state, changes).split('\n')).toEqual(lines);
  });

  it('leaves services alone that are not asked for', () => {
    expect(textOf({ ...observed, containers: observed.containers.slice(1) }, { services: ['worker'] })).toBe(
      textOf(observed),
    );
  });

  it('does not mind the order in which the engine lists containers', () => {
    const containers = [...observed.containers].reverse();
    expect(textOf({ ...observed, containers })).toBe(textOf(observed));
  });
});

describe('buildCause', () => {
  const images = (fingerprint: string | null) => ({
    images: new Map([['shop-api', { id: 'x', fingerprint }]]),
  });
  const last = { fingerprint: 'v2:sha256:1', changes: 'src/app.py changed' };

  it.each([
    ['it was never built here', { images: new Map() }, null, 'image shop-api is not there'],
    ['it was removed', { images: new Map() }, last, 'image shop-api is gone'],
    ['somebody else built it', images(null), last, 'image shop-api was not built by pydock'],
    [
      'another version did',
      images('sha256:1'),
      last,
      'image shop-api was built by another version of pydock',
    ],
    ['what it was built from is known', images('v2:sha256:1'), last, 'src/app.py changed'],
    [
      'that is not what the last build here made',
      images('v2:sha256:9'),
      last,
      'its files, Dockerfile, build arguments or base image changed',
    ],
    ['nothing is to be done', images('v2:sha256:2'), last, null],
  ] as const)('says why: %s', (_case, observed, known, cause) => {
    expect(buildCause('shop-api', 'v2:sha256:2', observed, known)).toBe(cause);
  });
});

describe('planBuild', () => {
  it('builds what is not there or stale, and nothing else', () => {
    const services: Service[] = [api(), worker];
    const fingerprints = new Map([['worker', 'v2:sha256:worker']]);
    expect(
      planBuild(services, fingerprints, observed).map((each) => 'service' in each && each.service),
    ).toEqual(['api']);
    expect(planBuild([], fingerprints, nothing)).toEqual([]);
  });
});
