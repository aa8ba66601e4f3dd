import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectFailure } from '../harness/failure';
import { pathWithout } from '../harness/command';
import { OldEngine } from '../harness/old-engine';
import { Workspace } from '../harness/workspace';

const targets = ['docker-build', 'docker-up', 'docker-down'];

describe('an engine that can not be used', { tags: ['docker'] }, () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make('engine');
    await workspace.init();
    await workspace.service('api', { ports: ['18300:8000'] });
    await workspace.commit();
  });

  afterAll(() => workspace.close());

  it.each(['unix:///nonexistent/docker.sock', 'tcp://127.0.0.1:1'])('unreachable at %s', async (address) => {
    for (const target of targets)
      await expectFailure(
        workspace,
        `run api:${target}`,
        { code: 'PYDOCK_ENGINE_UNREACHABLE', says: [address.replace('unix://', ''), 'DOCKER_HOST'] },
        { DOCKER_HOST: address },
      );
  });

  it('an address that is none', async () => {
    await expectFailure(
      workspace,
      'run api:docker-up',
      { code: 'PYDOCK_ENGINE_UNREACHABLE', says: ['gopher://hole'] },
      { DOCKER_HOST: 'gopher://hole' },
    );
  });

  it('a docker context that is not there', async () => {
    await expectFailure(
      workspace,
      'run api:docker-up',
      { code: 'PYDOCK_ENGINE_UNREACHABLE', says: ['docker context nowhere'] },
      { DOCKER_CONTEXT: 'nowhere' },
    );
  });

  it('no docker compose, said before anything is built', async () => {
    const { output } = await expectFailure(
      workspace,
      'run api:docker-up',
      { code: 'PYDOCK_COMPOSE_MISSING', says: ['docker'] },
      { PATH: await pathWithout(['docker'], `${workspace.directory}-bin`) },
    );
    expect(output).not.toContain('building');
  });

  describe('of 2020', () => {
    let old: OldEngine;

    beforeAll(async () => {
      old = await OldEngine.start(`${workspace.directory}-old`);
    });
    afterAll(() => old.stop());

    it.each(targets)('is too old for %s', async (target) => {
      await expectFailure(
        workspace,
        `run api:${target}`,
        {
          code: 'PYDOCK_ENGINE_TOO_OLD',
          says: [/too old: 20\.10\.\S+ with API 1\.41/, 'API 1.44', old.socket],
        },
        { DOCKER_HOST: `unix://${old.socket}` },
      );
    });
  });
});
