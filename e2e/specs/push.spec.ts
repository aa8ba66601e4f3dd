import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEngine, type Engine } from '../../packages/engine/src/connection/connect';
import { Registry } from '../../packages/engine/src/specs/registry';
import { serverImage } from '../../packages/engine/src/specs/servers';
import { run } from '../harness/command';
import { docker } from '../harness/docker';
import { Workspace } from '../harness/workspace';

describe('docker-push', { tags: ['docker'] }, () => {
  let engine: Engine;
  let workspace: Workspace;
  let one: Registry;
  let two: Registry;
  let env: NodeJS.ProcessEnv;
  const pushed: string[] = [];

  beforeAll(async () => {
    engine = await connectEngine();
  });
  const servers = serverImage(() => engine);
  beforeAll(async () => {
    one = await Registry.start(engine, servers(), 'ann');
    two = await Registry.start(engine, servers(), 'bob');
    workspace = await Workspace.make('push');
    await workspace.init();
    for (const name of ['api', 'web']) await workspace.service(name, {});
    await workspace.write('api/package.json', '{ "name": "api", "version": "1.4.0" }\n');
    await workspace.write(
      '../docker-config/config.json',
      JSON.stringify({ auths: { ...one.auth, ...two.auth } }),
    );
    env = { DOCKER_CONFIG: `${workspace.directory}/../docker-config` };
    await tags(`${one.host}/team/{project}:{branch}`, `${two.host}/{project}:{sha}`);
    await workspace.git('checkout', '--quiet', '-b', 'feature/push');
    await workspace.commit();
  });

  afterAll(async () => {
    await run('docker', ['rmi', '--force', ...new Set(pushed)], { cwd: '/' });
    await workspace?.close();
    await Promise.all([one?.stop(), two?.stop()]);
  });

  const tags = async (...names: string[]) => {
    for (const project of ['api', 'web'])
      await workspace.edit<{ targets?: Record<string, object> }>(`${project}/project.json`, (json) => {
        json.targets = { ...json.targets, 'docker-push': { options: { tags: names } } };
      });
  };

  /** The names and digests that a command says it has pushed, without their registry. */
  const pushesIn = (output: string) =>
    [...output.matchAll(/^\w+: pushed (\S+)@(sha256:[0-9a-f]{64}) in /gm)].map(
      ([, image = '', digest = '']) => {
        pushed.push(image);
        return { image, digest };
      },
    );

  const digestAt = async (registry: Registry, name: string, tag: string) => {
    const type = 'application/vnd.docker.distribution.manifest.v2+json';
    return (await registry.get(`${name}/manifests/${tag}`, type)).headers.get('docker-content-digest');
  };

  it('builds what is stale, and pushes every image to each of its registries', async () => {
    const output = await workspace.mustNx('run-many -t docker-push', env);
    const sha = (await workspace.git('rev-parse', 'HEAD')).slice(0, 12);
    const found = pushesIn(output);
    expect(found.map(({ image }) => image).sort()).toEqual(
      ['api', 'web']
        .flatMap((name) => [`${one.host}/team/${name}:feature-push`, `${two.host}/${name}:${sha}`])
        .sort(),
    );
    const digestOf = (image: string) => found.find((each) => each.image === image)?.digest;
    for (const name of ['api', 'web']) {
      expect(await digestAt(one, `team/${name}`, 'feature-push')).toBe(
        digestOf(`${one.host}/team/${name}:feature-push`),
      );
      expect(await digestAt(two, name, sha)).toBe(digestOf(`${two.host}/${name}:${sha}`));
    }
    for (const registry of [one, two]) expect(output).not.toContain(registry.password);
  });

  it('says what it would push with --dry-run, and takes names from the command line', async () => {
    const line = `run api:docker-push --dry-run --tags=${one.host}/{project}:{version},${two.host}/{project}:{date}`;
    const output = await workspace.mustNx(line, env);
    expect(output).toMatch(new RegExp(`^push api +${workspace.name}-api as ${one.host}/api:1\\.4\\.0$`, 'm'));
    expect(output).toMatch(/as \S+\/api:20\d{6}$/m);
    expect(await digestAt(one, 'api', '1.4.0')).toBeNull();
  });

  it('pushes the others where one can not be', async () => {
    await tags(`${one.host}/again/{project}:{version}`);
    const { code, output } = await workspace.nx('run-many -t docker-push', env);
    expect(code).toBe(1);
    expect(output).toContain('PYDOCK_OPTION_INVALID');
    expect(output).toContain('{version} is not known');
    expect(pushesIn(output).map(({ image }) => image)).toEqual([`${one.host}/again/api:1.4.0`]);
  });

  it('says that a registry denies it', async () => {
    const { code, output } = await workspace.nx('run api:docker-push', { DOCKER_CONFIG: '/nowhere' });
    expect(code).toBe(1);
    expect(output).toContain('PYDOCK_PUSH_DENIED');
    expect(output).toContain(`docker login ${one.host}`);
  });

  it('has siblings that write images to files and read them again', async () => {
    const saved = await workspace.mustNx('run-many -t docker-save');
    for (const name of ['api', 'web']) {
      const image = `${workspace.name}-${name}`;
      expect(saved).toMatch(
        new RegExp(`^${name}: saved ${image} to dist/images/${name}\\.tar\\.gz, [\\d.]+ MB$`, 'm'),
      );
      const id = await docker('image', 'inspect', '--format', '{{.Id}}', image);
      await docker('rmi', '--force', image);
      const loaded = await workspace.mustNx(`run ${name}:docker-load`);
      expect(loaded).toContain(`${name}: loaded ${image}:latest from dist/images/${name}.tar.gz`);
      expect(await docker('image', 'inspect', '--format', '{{.Id}}', image)).toBe(id);
    }
    expect(await workspace.mustNx('run api:docker-build')).toContain('up to date');
  });

  it('is what nx release publishes with, under the version that it has set', async () => {
    await workspace.write('web/pyproject.toml', '[project]\nname = "web"\nversion = "1.4.0"\n');
    await workspace.edit<{ targets?: Record<string, object> }>('web/project.json', (json) => {
      const options = { tags: [`${two.host}/released/{project}:{version}`] };
      json.targets = {
        ...json.targets,
        'nx-release-publish': { executor: 'pydock:push', dependsOn: ['docker-build'], options },
      };
    });
    await workspace.edit<{ release?: object }>('nx.json', (json) => {
      const versionActions = 'pydock/dist/release/version-actions';
      json.release = { projects: ['web'], version: { versionActions } };
    });
    await workspace.commit();
    await workspace.mustNx('release version minor', env);
    expect(await workspace.read('web/pyproject.toml')).toContain('version = "1.5.0"');
    const output = await workspace.mustNx('release publish', env);
    expect(pushesIn(output).map(({ image }) => image)).toEqual([`${two.host}/released/web:1.5.0`]);
    expect(await digestAt(two, 'released/web', '1.5.0')).toMatch(/^sha256:/);
  });
});
