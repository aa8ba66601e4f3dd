import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Registry } from '../harness/registry';
import { Workspace } from '../harness/workspace';

interface NxJson {
  plugins: { plugin: string; options: Record<string, string> }[];
  sync: { globalGenerators: string[] };
}

describe('nx add pydock', { tags: ['docker'] }, () => {
  let workspace: Workspace;
  let registry: Registry;

  beforeAll(async () => {
    workspace = await Workspace.make('add', 'bare');
    registry = await Registry.open(inject('tarballs'));
    await workspace.commit();
  });

  afterAll(async () => {
    registry.close();
    await workspace.close();
  });

  it('installs the packages from a registry, and registers the plugin', async () => {
    await workspace.mustNx('add pydock', registry.environment(`${workspace.directory}-npm`));
    expect([...new Set(registry.served)].sort()).toEqual([
      expect.stringMatching(/^pydock-\d/),
      expect.stringMatching(/^pydock-core-\d/),
      expect.stringMatching(/^pydock-engine-\d/),
    ]);
    const { plugins, sync } = JSON.parse(await workspace.read('nx.json')) as NxJson;
    expect(plugins).toEqual([
      {
        plugin: 'pydock',
        options: {
          buildTargetName: 'docker-build',
          composeTargetName: 'docker-compose',
          upTargetName: 'docker-up',
          downTargetName: 'docker-down',
          pushTargetName: 'docker-push',
          saveTargetName: 'docker-save',
          loadTargetName: 'docker-load',
        },
      },
    ]);
    expect(sync.globalGenerators).toEqual(['pydock:sync']);
    const ignored = (await workspace.read('.gitignore')).split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.pydock/', '__pycache__/', '.venv/']));
    const { devDependencies } = JSON.parse(await workspace.read('package.json')) as {
      devDependencies: Record<string, string>;
    };
    expect(Object.keys(devDependencies).sort()).toEqual(['@nx/devkit', 'nx', 'pydock']);
  });

  it('makes the generators and targets work', async () => {
    await workspace.mustNx('g pydock:service api');
    expect(await workspace.mustNx('run api:docker-compose')).toContain('docker-compose.yml written: api');
    await workspace.mustNx('sync:check');
  });

  it('changes nothing the second time', async () => {
    await workspace.commit();
    await workspace.mustNx('g pydock:init');
    expect(await workspace.git('status', '--porcelain')).toBe('');
  });
});
