import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docker, inspectService, resources } from '../harness/docker';
import { expectFailure } from '../harness/failure';
import { freePort, get } from '../harness/ports';
import { CliRecorder, EngineRecorder } from '../harness/recorders';
import { Workspace } from '../harness/workspace';

const services = ['api', 'store', 'web'] as const;

describe('what is built and started', { tags: ['docker'] }, () => {
  let workspace: Workspace;
  let engine: EngineRecorder;
  let cli: CliRecorder;
  const ports: Record<string, number> = {};

  beforeAll(async () => {
    workspace = await Workspace.make('builds');
    await workspace.init();
    for (const name of services) {
      const port = (ports[name] = await freePort());
      const more = name === 'api' ? { dependsOn: ['store'] } : {};
      await workspace.service(name, { ports: [`${port}:8000`], environment: { NAME: name }, ...more });
    }
    engine = await EngineRecorder.open(`${workspace.directory}.sock`);
    cli = await CliRecorder.open(`${workspace.directory}-bin`);
  });

  afterAll(async () => {
    engine.close();
    await workspace.close();
  });

  /** Runs Nx; the builds that the engine was asked for, and the calls of the docker CLI. */
  const observed = async (line: string) => {
    const output = await workspace.mustNx(line, { DOCKER_HOST: engine.address, PATH: cli.path });
    const builds = engine.take().filter((request) => /^POST \/(build|session)$/.test(request));
    return { output, builds, calls: await cli.take() };
  };

  describe('docker-build', () => {
    it('asks the engine for a build where there is no image', async () => {
      const { builds } = await observed('run api:docker-build');
      expect(builds).toContain('POST /build');
    });

    it('asks for none where nothing changed', async () => {
      const { builds, output } = await observed('run api:docker-build');
      expect(builds).toEqual([]);
      expect(output).toContain('up to date');
    });

    it('asks for none where a file was only touched', async () => {
      const now = new Date();
      await utimes(join(workspace.directory, 'api', 'app.py'), now, now);
      expect((await observed('run api:docker-build')).builds).toEqual([]);
    });

    it('asks for none where a file changed that is not in the image', async () => {
      await workspace.write('README.md', 'moin\n');
      await workspace.write('web/notes.txt', 'of another service\n');
      expect((await observed('run api:docker-build')).builds).toEqual([]);
      await workspace.remove('web/notes.txt');
    });

    it('asks for one where one byte changed', async () => {
      const text = await workspace.read('api/app.py');
      await workspace.write('api/app.py', text.replace('Answers', 'answers'));
      const before = await docker('images', '--quiet', '--no-trunc', `${workspace.name}-api`);
      expect((await observed('run api:docker-build')).builds).toContain('POST /build');
      expect(await docker('images', '--quiet', '--no-trunc', `${workspace.name}-api`)).not.toBe(before);
      await workspace.write('api/app.py', text);
    });

    it('asks for one where the Dockerfile changed', async () => {
      const text = await workspace.read('api/Dockerfile');
      await workspace.write('api/Dockerfile', `${text}LABEL changed=yes\n`);
      expect((await observed('run api:docker-build')).builds).toContain('POST /build');
      await workspace.write('api/Dockerfile', text);
      await observed('run api:docker-build');
    });

    it('asks for one where the image was removed', async () => {
      await docker('rmi', `${workspace.name}-api`);
      expect((await observed('run api:docker-build')).builds).toContain('POST /build');
    });

    it('says what it would do with --dry-run', async () => {
      const { builds, output } = await observed('run-many -t docker-build --dry-run');
      expect(builds).toEqual([]);
      expect(output).toMatch(/^build store +because image \S+-store is not there$/m);
      expect(output).not.toMatch(/^build api/m);
    });
  });

  describe('docker-up of several services', () => {
    it('prints the plan with a cause for each operation, and does nothing', async () => {
      const before = await workspace.footprint();
      const { output, calls, builds } = await observed('run-many -t docker-up --dry-run');
      for (const line of [
        /^build store +because image \S+ is not there$/m,
        /^write docker-compose\.yml +because it is not there$/m,
        /^create (api|store|web) +because it has no container$/m,
      ])
        expect(output).toMatch(line);
      expect([...calls, ...builds]).toEqual([]);
      expect(await workspace.footprint()).toEqual(before);
    });

    it('is one plan and one compose call', async () => {
      const { calls } = await observed('run-many -t docker-up');
      const ups = calls.filter((call) => / up( |$)/.test(call));
      expect(ups).toHaveLength(1);
      for (const name of services) {
        expect(ups[0]).toMatch(new RegExp(` ${name}( |$)`));
        expect((await get(ports[name] ?? 0)).body).toBe(`${name} 1`);
      }
    });

    it('does nothing where all is as it should be', async () => {
      const { output, calls, builds } = await observed('run-many -t docker-up');
      expect(output).toContain('Nothing to do');
      expect([...calls, ...builds]).toEqual([]);
    });

    it('recreates only what changed', async () => {
      const before = await inspectService(workspace.name, 'web');
      await workspace.write('store/extra.txt', 'one more file\n');
      const { output } = await observed('run-many -t docker-up');
      expect(output).toMatch(/^recreate store +because its image is built anew$/m);
      expect(output).not.toMatch(/^(re)?create (api|web)/m);
      expect((await inspectService(workspace.name, 'web')).Id).toBe(before.Id);
    });

    it('goes down by one call', async () => {
      const { calls } = await observed('run-many -t docker-down');
      expect(calls.filter((call) => / down( |$)/.test(call))).toHaveLength(1);
      expect(await resources(workspace.name)).toEqual({ containers: [], networks: [], volumes: [] });
    });
  });

  it('starts what a service depends on with it, and stops only what is named', async () => {
    await observed('run api:docker-up');
    expect((await resources(workspace.name)).containers).toEqual([
      `${workspace.name}-api-1`,
      `${workspace.name}-store-1`,
    ]);
    await observed('run api:docker-down');
    expect((await resources(workspace.name)).containers).toEqual([`${workspace.name}-store-1`]);
  });
});

describe('a Dockerfile written by hand', { tags: ['docker'] }, () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make('by-hand');
    await workspace.init();
    await workspace.service('api', {});
    await workspace.commit();
  });

  afterAll(() => workspace.close());

  /** Replaces the line that copies the sources. */
  const copying = async (line: string) => {
    await workspace.git('checkout', '--quiet', '.');
    const text = await workspace.read('api/Dockerfile');
    await workspace.write('api/Dockerfile', text.replace('COPY api/ .', line));
  };

  it('is told that its paths are relative to the workspace root', async () => {
    await copying('COPY app.py ./');
    await expectFailure(workspace, 'run api:docker-build', {
      code: 'PYDOCK_COPY_SOURCE_MISSING',
      says: [/where {2}api\/Dockerfile:5$/m, 'write it as: COPY api/app.py ./'],
    });
  });

  it('is not built anew for an edited option', async () => {
    await copying('COPY api/ .');
    await workspace.mustNx('run api:docker-build');
    await workspace.options('api', { memory: '300m' });
    expect(await workspace.mustNx('run api:docker-build')).toContain('up to date');
  });

  it('is told of a project.json that it copies by name, and gets it where the ignore file lets it in', async () => {
    await copying('COPY api/project.json api/app.py ./');
    await expectFailure(workspace, 'run api:docker-build', {
      code: 'PYDOCK_COPY_SOURCE_MISSING',
      says: ['api/project.json is there', /where {2}api\/Dockerfile:5$/m, '!api/project.json'],
    });
    await workspace.write('api/Dockerfile.dockerignore', '!api/project.json\n');
    await workspace.mustNx('run api:docker-build');
    await workspace.remove('api/Dockerfile.dockerignore');
  });

  it('is told of a stage and of a path of "include" that are not there, with the place', async () => {
    await copying('COPY api/ .');
    const text = await workspace.read('api/Dockerfile');
    await workspace.write('api/Dockerfile', text.replace('slim', 'slim AS runtime'));
    const write = (options: object) =>
      workspace.write(
        'api/project.json',
        `{ "name": "api",\n"targets": { "docker-build": ${JSON.stringify({ options })} } }\n`,
      );
    const where = 'where  api/project.json:2 targets.docker-build.options';
    await write({ target: 'runtim' });
    await expectFailure(workspace, 'run api:docker-build', {
      code: 'PYDOCK_OPTION_INVALID',
      says: [`${where}.target`, 'its stages are runtime', 'did you mean "runtime"?'],
    });
    await write({ include: ['api', 'libs/none'] });
    await expectFailure(workspace, 'run api:docker-build', {
      code: 'PYDOCK_INCLUDE_MISSING',
      says: ['libs/none', `${where}.include[1]`],
    });
  });

  it('is told of an option of the command line as such', async () => {
    await expectFailure(workspace, 'run api:docker-up --memory=lots', {
      code: 'PYDOCK_SIZE_INVALID',
      says: ['"lots"', 'where  command line, --memory'],
    });
  });
});
