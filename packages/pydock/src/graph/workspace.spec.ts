import { basename } from 'node:path';
import type { NxJsonConfiguration, ProjectGraph } from '@nx/devkit';
import { emitCompose } from '@pydock/core';
import { describe, expect, it } from 'vitest';
import { failureOf, workspaceOf } from '../specs/workspace';
import { composeProjectName } from './compose-project-name';
import { withoutNxKeys } from './service-source';
import { readNames, readServices, withoutConfiguration } from './workspace';

interface SpecProject {
  readonly root?: string;
  readonly targets?: Record<string, object>;
  readonly dependsOn?: readonly string[];
}

/** A project graph as Nx hands it to executors: the targets of each project merged already. */
function graphOf(projects: Record<string, SpecProject>): ProjectGraph {
  const entries = Object.entries(projects);
  const up = { 'docker-up': { executor: 'pydock:up' }, 'docker-build': { executor: 'pydock:build' } };
  const targets = ({ targets: own = up }: SpecProject) =>
    Object.fromEntries(
      Object.entries(own).map(([name, target]) => [
        name,
        { executor: up[name as keyof typeof up]?.executor, ...target },
      ]),
    );
  return {
    nodes: Object.fromEntries(
      entries.map(([name, project]) => [
        name,
        { name, type: 'app', data: { root: project.root ?? `apps/${name}`, targets: targets(project) } },
      ]),
    ),
    dependencies: Object.fromEntries(
      entries.map(([source, { dependsOn = [] }]) => [
        source,
        dependsOn.map((target) => ({ source, target, type: 'static' })),
      ]),
    ),
  } as ProjectGraph;
}

const read = async (
  projects: Record<string, SpecProject>,
  {
    files = {},
    nxJson = {},
    wanted,
    ...over
  }: {
    files?: Record<string, string>;
    nxJson?: NxJsonConfiguration;
    configuration?: string;
    wanted?: string[];
  } & object = {},
) => {
  const workspaceRoot = await workspaceOf({ 'package.json': '{"name":"shop"}', ...files });
  const requested = { workspaceRoot, graph: graphOf(projects), nxJson, configuration: undefined, ...over };
  const services = await readServices(requested, wanted);
  const serviceOf = (project: string) => services.project.services.find((each) => each.project === project);
  return { ...services, serviceOf, requested };
};
const up = (options: object, configurations = {}) => ({
  targets: { 'docker-up': { options, configurations } },
});

describe('readServices', () => {
  it('makes a service of each project whose docker-up target is ours', async () => {
    const { project, serviceOf } = await read({
      api: up({ ports: ['8000:80'], memory: '1g' }),
      other: { targets: { 'docker-up': { executor: 'other:up' } } },
      lib: { targets: { test: {} } },
      '@acme/web': { ...up({}), root: 'apps/web' },
    });
    expect(project.services.map(({ name }) => name)).toEqual(['acme-web', 'api']);
    expect(serviceOf('@acme/web')).toMatchObject({
      name: 'acme-web',
      image: 'shop-acme-web',
      root: 'apps/web',
    });
    expect(serviceOf('api')?.memory).toBe(2 ** 30);
  });

  it('takes a configuration over the options, and what runs over both', async () => {
    const projects = { api: up({ memory: '1g', cpus: 2 }, { production: { memory: '2g' } }) };
    const memory = async (over: object) => (await read(projects, over)).serviceOf('api');
    expect(await memory({})).toMatchObject({ memory: 2 ** 30, cpus: 2 });
    expect(await memory({ configuration: 'production' })).toMatchObject({ memory: 2 ** 31, cpus: 2 });
    expect(await memory({ configuration: 'none' })).toMatchObject({ memory: 2 ** 30 });
    const upOptions = new Map([['api', { memory: '3g', __unparsed__: [], verbose: true }]]);
    expect(await memory({ configuration: 'production', upOptions })).toMatchObject({
      memory: 3 * 2 ** 30,
      cpus: 1,
    });
  });

  it('takes dependencies from the graph, those that are services only', async () => {
    const { serviceOf } = await read({
      api: { ...up({ dependsOn: ['db'] }), dependsOn: ['web', 'lib'] },
      db: up({}),
      lib: { targets: {}, dependsOn: ['db'] },
      web: up({ serviceName: 'front' }),
    });
    expect(serviceOf('api')?.dependsOn).toEqual(['db', 'front']);
  });

  it("knows the health check of a project's own Dockerfile", async () => {
    const { project } = await read(
      {
        api: { targets: { 'docker-up': {}, 'docker-build': { options: { dockerfile: 'docker/Prod' } } } },
        web: { dependsOn: ['api'] },
      },
      {
        files: {
          'apps/api/docker/Prod': 'FROM python\nHEALTHCHECK CMD true\n',
          'apps/web/Dockerfile': 'FROM x\n',
        },
      },
    );
    expect(emitCompose(project)).toContain('condition: service_healthy');
    expect(project.services[0]?.dockerfile).toBe('apps/api/docker/Prod');
  });

  it('takes other names for the targets', async () => {
    const nxJson = {
      plugins: [{ plugin: 'pydock', options: { upTargetName: 'start', composeProject: 'My Shop' } }],
    };
    const targets = { start: { executor: 'pydock:up', options: { memory: '1g' } }, 'docker-up': {} };
    const { project } = await read({ api: { targets } }, { nxJson });
    expect(project).toMatchObject({ name: 'my-shop', services: [{ name: 'api', memory: 2 ** 30 }] });
  });

  it('refuses two services of one name, and of one port', async () => {
    const same = { one: up({ serviceName: 'api' }), two: up({ serviceName: 'api' }) };
    expect((await failureOf(() => read(same))).code).toBe('PYDOCK_NAME_CONFLICT');
    const ports = { one: up({ ports: ['8000:1'] }), two: up({ ports: ['0.0.0.0:8000:1'] }) };
    expect((await failureOf(() => read(ports))).code).toBe('PYDOCK_PORT_CONFLICT');
    const apart = { one: up({ ports: ['8000:1'] }), two: up({ ports: ['8000:1/udp'] }) };
    expect((await read(apart)).project.services).toHaveLength(2);
  });
});

describe('projects with a fault', () => {
  const bad = up({ memory: 'lots', volumes: ['data:/data'] });
  const projects = { api: up({}), bad, web: { ...up({ dependsOn: ['x'] }), dependsOn: ['bad'] } };

  it('are left out where others are wanted', async () => {
    const { project, leftOut, wanted } = await read(projects, { wanted: ['api'] });
    expect(project.services.map(({ name }) => name)).toEqual(['api']);
    expect(leftOut.map(({ name, error }) => [name, error.code])).toEqual([
      ['bad', 'PYDOCK_SIZE_INVALID'],
      ['web', 'PYDOCK_SIZE_INVALID'],
    ]);
    expect(wanted).toEqual(['api']);
  });

  it.each([[['bad']], [['api', 'web']], [undefined]])('are told of where %j is wanted', async (wanted) => {
    expect((await failureOf(() => read(projects, wanted ? { wanted } : {}))).code).toBe(
      'PYDOCK_SIZE_INVALID',
    );
  });

  it('have their names all the same', async () => {
    const { requested } = await read({ api: up({}) });
    const named = await readNames({ ...requested, graph: graphOf(projects) }, ['bad', 'web']);
    expect(named.wanted).toEqual(['bad', 'web']);
    expect(named.faults).toMatchObject([{ name: 'bad', volumes: ['data'] }]);
  });

  it('are told of where they are no services', async () => {
    const others = {
      api: up({}),
      lib: { targets: { test: {} } },
      node: { targets: { 'docker-up': { executor: 'other:up' } } },
    };
    expect((await failureOf(() => read(others, { wanted: ['lib'] }))).why).toContain(
      'it has no target docker-up',
    );
    expect((await failureOf(() => read(others, { wanted: ['node'] }))).why).toContain(
      'its target docker-up is run by other:up, and not by pydock:up',
    );
  });
});

it('tells which services do not have the configuration asked for', async () => {
  const projects = { api: up({}, { production: {} }), db: up({}) };
  const { project, requested } = await read(projects, { configuration: 'production' });
  expect(withoutConfiguration(requested, project.services)).toEqual(['db']);
  expect(withoutConfiguration({ ...requested, configuration: undefined }, project.services)).toEqual([]);
});

describe('the place of an option', () => {
  const wrong = { api: up({ memory: 'much' }) };
  const target = (options: object, configurations = {}) => ({ options, configurations });
  const project = (own: object) => JSON.stringify({ targets: { 'docker-up': own } }, null, 2);
  const placeIn = async (files: Record<string, string>, over: object = {}) =>
    (await failureOf(() => read(wrong, { files, ...over }))).place;

  it('is in project.json, with its line', async () => {
    const file = 'apps/api/project.json';
    expect(await placeIn({ [file]: project(target({ memory: 'much' })) })).toEqual({
      file,
      line: 5,
      option: 'targets.docker-up.options.memory',
    });
  });

  it('is in package.json', async () => {
    const file = 'apps/api/package.json';
    const text = JSON.stringify({ nx: { targets: { 'docker-up': target({ memory: 'much' }) } } });
    expect(await placeIn({ [file]: text, 'apps/api/project.json': '{}' })).toEqual({
      file,
      line: 1,
      option: 'nx.targets.docker-up.options.memory',
    });
  });

  it('is in nx.json: the executor before the target, of which Nx takes one only', async () => {
    const byTarget = { 'docker-up': target({ memory: 'much' }) };
    const both = { ...byTarget, 'pydock:up': target({ memory: 'much' }) };
    const option = async (targetDefaults: object) =>
      (await placeIn({ 'nx.json': JSON.stringify({ targetDefaults }) }))?.option;
    expect(await option(byTarget)).toBe('targetDefaults.docker-up.options.memory');
    expect(await option(both)).toBe('targetDefaults.pydock:up.options.memory');
  });

  it('is in a configuration, wherever that stands', async () => {
    const nxJson = JSON.stringify({
      targetDefaults: { 'docker-up': target({}, { production: { memory: 'much' } }) },
    });
    const files = { 'apps/api/project.json': project(target({ memory: '1g' })), 'nx.json': nxJson };
    expect(await placeIn(files, { configuration: 'production' })).toMatchObject({
      file: 'nx.json',
      option: 'targetDefaults.docker-up.configurations.production.memory',
    });
    expect(await placeIn(files)).toMatchObject({ file: 'apps/api/project.json' });
  });

  it('is found by the executor where the target has another name', async () => {
    const nxJson = { plugins: [{ plugin: 'pydock', options: { upTargetName: 'start-it' } }] };
    const files = { 'nx.json': JSON.stringify({ targetDefaults: { 'pydock:up': target({ memory: 'x' }) } }) };
    const targets = { 'start-it': { executor: 'pydock:up', options: { memory: 'x' } } };
    const { place } = await failureOf(() => read({ api: { targets } }, { files, nxJson }));
    expect(place).toMatchObject({ file: 'nx.json', option: 'targetDefaults.pydock:up.options.memory' });
  });

  it('is the command line where the files have no such option, or another value of it', async () => {
    const upOptions = new Map([['api', { memory: 'lots', cpus: 1, _: [] }]]);
    const files = { 'apps/api/project.json': project(target({ memory: 'much' })) };
    const given = { file: 'command line', option: '--memory' };
    expect(await placeIn(files, { upOptions })).toEqual(given);
    expect(await placeIn({}, { upOptions })).toEqual(given);
    const same = new Map([['api', { memory: 'much' }]]);
    expect((await placeIn(files, { upOptions: same }))?.file).toBe('apps/api/project.json');
  });

  it('is the project where it stands nowhere', async () => {
    expect(await placeIn({ 'apps/api/project.json': '{}' })).toEqual({
      file: 'apps/api/project.json',
      option: 'targets.docker-up.options.memory',
    });
  });
});

describe('composeProjectName', () => {
  const nameOf = async (text: string | null, options = {}) => {
    const root = await workspaceOf(text === null ? {} : { 'package.json': text });
    const nxJson = { plugins: [{ plugin: 'pydock', options }] };
    return { name: composeProjectName(root, nxJson), directory: basename(root).toLowerCase() };
  };

  it.each([
    ['{"name":"shop"}', {}, 'shop'],
    ['{"name":"@acme/Shop.UI"}', {}, 'shop-ui'],
    ['{"name":"shop"}', { composeProject: 'Other_one' }, 'other_one'],
    ['{"name":"--日本--"}', {}, 'workspace'],
    ['{"name":"_x"}', {}, 'x'],
  ])('of %s and %j is %s', async (text, options, expected) => {
    expect((await nameOf(text, options)).name).toBe(expected);
  });

  it.each(['{', '{"name":""}', '{"name":1}', '{}', null])(
    'is the directory where package.json is %j',
    async (text) => {
      const { name, directory } = await nameOf(text);
      expect(name).toBe(directory);
    },
  );
});

it('takes away what Nx passes along for itself', () => {
  const given = { ports: [], _: [], __unparsed__: [], $0: '', verbose: true, verbosity: 1 };
  expect(withoutNxKeys(given)).toEqual({ ports: [], verbosity: 1 });
});
