import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { random, shuffled, shuffledKeys } from '../specs/random';
import { healthyDockerfile, service, serviceSource, shop, type SpecService } from '../specs/services';
import { emitCompose, emitForDown, serviceYaml } from './emit';
import { resolveService } from './resolve';
import type { Service } from './service';

const resolve = (given: SpecService) => resolveService(serviceSource(given));

const everyOption: SpecService = {
  project: '@acme/api',
  root: 'apps/api',
  dockerfileText: healthyDockerfile,
  graphDependencies: ['worker'],
  buildOptions: {
    dockerfile: 'docker/Dockerfile',
    image: 'registry.example/shop/api:1.4',
    args: { PIP_INDEX_URL: 'https://pypi.example/simple', BUILD_DATE: '2026-11-24', DEBUG: false },
    target: 'runtime',
    platform: 'linux/amd64',
    include: ['libs/models'],
    extraHosts: { 'index.corp': '10.0.0.7' },
  },
  options: {
    serviceName: 'api',
    ports: [
      '8000:8000',
      '0.0.0.0:8443:8443',
      '127.0.0.1::9000',
      '9100-9101:9100-9101',
      '[::1]:53:53/udp',
      7000,
    ],
    volumes: [
      'uploads:/var/lib/api',
      'v:/data',
      './conf:/etc/api:ro',
      'certs/dev:/certs:ro',
      '/var/cache/api',
    ],
    environment: {
      LOG_LEVEL: 'debug',
      WORKERS: 4,
      RELEASED: '2026-11-24',
      CONSENT: 'no',
      TOKEN: null,
      EMPTY: '',
    },
    envFile: ['.env', '../shared.env'],
    memory: '1.5g',
    cpus: 0.5,
    pids: 100,
    restart: 'on-failure:3',
    command: ['gunicorn', '--bind', '0.0.0.0:8000', 'app:app'],
    user: 10001,
    readOnly: true,
    init: true,
    noNewPrivileges: true,
    capDrop: ['ALL'],
    capAdd: ['NET_BIND_SERVICE'],
    healthcheck: {
      test: ['CMD', 'python', '-c', 'import app'],
      interval: '15s',
      timeout: '3s',
      retries: 5,
      startPeriod: '1m30s',
      startInterval: '500ms',
    },
    dependsOn: ['db', 'migrations'],
    compose: {
      networks: ['default'],
      labels: { 'traefik.enable': 'true', 'com.example.team': 'shop' },
      stop_grace_period: '20s',
      ulimits: { nofile: { soft: 20000, hard: 40000 } },
    },
  },
};

const others: SpecService[] = [
  {
    project: 'db',
    dockerfileText: healthyDockerfile,
    options: { volumes: ['pg:/var/lib/postgresql/data'], healthcheck: { test: 'pg_isready -U postgres' } },
  },
  {
    project: 'migrations',
    options: { healthcheck: false, dependsOn: ['db'], memory: false, cpus: false, pids: false },
  },
  {
    project: 'worker',
    options: {
      init: false,
      noNewPrivileges: false,
      capDrop: [],
      command: 'python worker.py --queue "slow jobs"',
    },
  },
];

describe('emitCompose', () => {
  it('says no more of a small service than it must', async () => {
    const api = resolve({
      project: 'api',
      dockerfileText: healthyDockerfile,
      options: { ports: ['8000:8000'] },
    });
    await expect(emitCompose(shop(api))).toMatchFileSnapshot('__golden__/small.docker-compose.yml');
  });

  it('has every option in its place', async () => {
    const project = shop(...[everyOption, ...others].map(resolve));
    await expect(emitCompose(project)).toMatchFileSnapshot('__golden__/large.docker-compose.yml');
  });

  it('merges "compose" in: objects by key, the rest as it is', async () => {
    const api = service('api', {
      ports: ['8000:8000'],
      environment: { A: 'pydock', B: 'pydock' },
      compose: {
        'x-owner': 'shop team',
        environment: { B: 'compose', C: 'compose' },
        ports: ['9000:8000'],
        deploy: { replicas: 2, resources: { limits: { memory: '2g' } } },
        logging: { driver: 'syslog', options: { 'syslog-address': 'udp://logs:514' } },
        extra_hosts: ['host.docker.internal:host-gateway'],
        tmpfs: ['/tmp'],
      },
    });
    await expect(emitCompose(shop(api))).toMatchFileSnapshot('__golden__/merged.docker-compose.yml');
  });

  it('is valid without any service', () => {
    expect(parse(emitCompose(shop()))).toEqual({ name: 'shop', services: {} });
  });

  it('is the same to the byte in whatever order projects, options and keys are found', () => {
    const sources = [everyOption, ...others];
    const expected = emitCompose(shop(...sources.map(resolve)));
    const next = random(3);
    for (let round = 0; round < 50; round++) {
      const mixed = shuffled(sources, next).map((source) => ({
        ...source,
        options: shuffledKeys(source.options ?? {}, next),
        buildOptions: shuffledKeys(source.buildOptions ?? {}, next),
        graphDependencies: shuffled(source.graphDependencies ?? [], next),
      }));
      expect(emitCompose(shop(...mixed.map(resolve)))).toBe(expected);
    }
  });

  // Compose reads some of them as a number, a time or a boolean where they stand without quotes.
  const texts = [
    ...[
      'yes',
      'no',
      'on',
      'off',
      'y',
      'n',
      'true',
      'null',
      '~',
      '',
      ' ',
      '1_000',
      '0b11',
      '0o17',
      '017',
      '0x1F',
    ],
    ...[
      '1e3',
      '.5',
      '.inf',
      '22:22',
      '12:30:45',
      '2024-01-01',
      '2024-01-01T00:00:00Z',
      '<<',
      '=',
      '*a',
      '&a',
    ],
    ...[
      '- a',
      'a: b',
      'a #b',
      '{a}',
      '[a]',
      '%a',
      '@a',
      '`a`',
      '!a',
      '|',
      '>',
      "it's",
      '"a"',
      'a\\b',
      'a\nb',
      'ä',
    ],
    ...['x'.repeat(300), 'a b '.repeat(60).trim()],
  ];

  it('keeps every text a text, for readers of YAML 1.1 and 1.2', () => {
    const environment = Object.fromEntries(texts.map((text, index) => [`T${index}`, text]));
    const yaml = emitCompose(shop(service('api', { environment })));
    for (const version of ['1.1', '1.2'] as const) {
      const read = parse(yaml, { version }) as { services: { api: { environment: unknown } } };
      expect(read.services.api.environment).toEqual(environment);
    }
  });

  it('keeps names that look like something else', () => {
    const yaml = emitCompose(shop(service('on'), service('1'), service('null')));
    expect(Object.keys((parse(yaml, { version: '1.1' }) as { services: object }).services).sort()).toEqual([
      '1',
      'null',
      'on',
    ]);
  });

  it('declares a volume that several services share once', () => {
    const yaml = emitCompose(
      shop(
        service('api', { volumes: ['z:/z', 'a:/a', '/anonymous'] }),
        service('web', { volumes: ['a:/x'] }),
      ),
    );
    expect(parse(yaml)).toMatchObject({ volumes: { a: {}, z: {} } });
    expect(yaml.endsWith('\nvolumes:\n  a: {}\n  z: {}\n')).toBe(true);
  });
});

describe('serviceYaml', () => {
  const yamlOf = (given: Service, ...rest: Service[]) => serviceYaml(given, shop(given, ...rest));
  const healthy = (project: string) => resolve({ project, dockerfileText: healthyDockerfile });

  it('waits for health only where health is checked', () => {
    const api = service('api', { dependsOn: ['db', 'worker'] });
    expect(yamlOf(api, healthy('db'), service('worker'))).toMatchObject({
      depends_on: { db: { condition: 'service_healthy' }, worker: { condition: 'service_started' } },
    });
  });

  it.each([
    [
      'asks the check of an image often while it starts',
      healthy('api'),
      { start_period: '30s', start_interval: '300ms' },
    ],
    ['has no check where the image has none', service('api'), undefined],
    ['disables a check', service('api', { healthcheck: false }), { disable: true }],
    [
      'keeps a check of the options',
      service('api', { healthcheck: { test: 'true', interval: '1m' } }),
      { test: 'true', interval: '1m', start_period: '30s', start_interval: '300ms' },
    ],
  ])('%s', (_case, given, expected) => {
    expect(yamlOf(given)['healthcheck']).toEqual(expected);
  });

  it('has no limits where all are taken away', () => {
    expect(yamlOf(service('api', { memory: false, cpus: false, pids: false }))).not.toHaveProperty('deploy');
  });

  it('leaves out what is switched off', () => {
    const bare = yamlOf(
      service('api', { init: false, noNewPrivileges: false, capDrop: [], readOnly: false }),
    );
    expect(Object.keys(bare)).toEqual(['image', 'build', 'deploy', 'logging']);
  });

  it('lets "compose" replace a list, add to an object and settle logging', () => {
    const compose = { cap_drop: ['NET_RAW'], deploy: { replicas: 2 }, logging: { driver: 'none' } };
    expect(yamlOf(service('api', { compose }))).toMatchObject({
      cap_drop: ['NET_RAW'],
      deploy: { replicas: 2, resources: { limits: { cpus: '1', memory: '512m', pids: 256 } } },
      logging: { driver: 'none' },
    });
    expect(yamlOf(service('api', { compose }))['logging']).toEqual({ driver: 'none' });
  });

  it('lets "compose" put a list or a value where an object was', () => {
    const options = { environment: { A: 'x' }, compose: { environment: ['B=y'], build: '.' } };
    expect(yamlOf(service('api', options))).toMatchObject({ environment: ['B=y'], build: '.' });
  });
});

describe('emitForDown', () => {
  const db = service('db', { image: 'postgres:17', secrets: { password: null }, volumes: ['data:/data'] });
  const parsed = (needed: string[]) => parse(emitForDown(shop(db), needed)) as Record<string, object>;

  it('has all that docker-compose.yml has, and the services that it lacks', () => {
    const { services, ...rest } = parsed(['db', 'gone']);
    const { services: present, ...same } = parse(emitCompose(shop(db))) as Record<string, object>;
    expect(rest).toEqual(same);
    expect(services).toEqual({ gone: { image: 'unknown' }, ...present });
  });

  it('has no header: nothing is generated', () => {
    expect(emitForDown(shop(db), [])).toMatch(/^name: shop\n/);
  });
});
