import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { serviceSource } from '../specs/services';
import { refuseMissing, resolveBuildOptions } from './build-options';
import { resolveService } from './resolve';

const resolve = (options: unknown, root = 'apps/api') =>
  resolveBuildOptions(options, root, (option) => ({ file: 'project.json', option }));

const defaults = {
  image: null,
  dockerfile: 'apps/api/Dockerfile',
  buildArgs: {},
  buildTarget: null,
  platform: null,
  include: [],
  buildSecrets: { usual: true, byId: {} },
  buildSsh: { usual: true, byId: {} },
  buildProxies: true,
  extraHosts: {},
};

describe('resolveBuildOptions', () => {
  it.each([undefined, null, {}, { dryRun: true }, { image: null, include: null }])(
    'has defaults for %j',
    (options) => {
      expect(resolve(options)).toEqual(defaults);
    },
  );

  it('reads every option', () => {
    const options = {
      image: 'registry.example/api:1',
      dockerfile: 'docker/Dockerfile.dev',
      args: { PIP_INDEX: 'x', DEBUG: true },
      target: 'runtime',
      platform: 'linux/arm64',
      include: ['./libs/', 'pyproject.toml', 'a/../b', '.'],
      secrets: false,
      proxies: false,
      extraHosts: { 'index.corp': '10.0.0.7' },
    };
    expect(resolve(options)).toEqual({
      image: 'registry.example/api:1',
      dockerfile: 'apps/api/docker/Dockerfile.dev',
      buildArgs: { PIP_INDEX: 'x', DEBUG: 'true' },
      buildTarget: 'runtime',
      platform: 'linux/arm64',
      include: ['libs', 'pyproject.toml', 'b', '.'],
      buildSecrets: { usual: false, byId: {} },
      buildSsh: { usual: true, byId: {} },
      buildProxies: false,
      extraHosts: { 'index.corp': '10.0.0.7' },
    });
  });

  it.each([
    ['../Dockerfile', 'apps/api', 'apps/Dockerfile'],
    ['../../docker/Dockerfile', 'apps/api', 'docker/Dockerfile'],
    ['Dockerfile', '.', 'Dockerfile'],
    ['..Dockerfile', '.', '..Dockerfile'],
  ])('finds the Dockerfile %s of %s at %s', (dockerfile, root, path) => {
    expect(resolve({ dockerfile }, root).dockerfile).toBe(path);
  });

  const inside = 'it must be a relative path that stays inside the workspace';
  it.each([
    [{ dockerfile: '../../../Dockerfile' }, 'dockerfile', inside],
    [{ dockerfile: '/Dockerfile' }, 'dockerfile', inside],
    [{ include: ['libs', '../x'] }, 'include[1]', inside],
    [{ include: ['a/../../x'] }, 'include[0]', inside],
    [{ include: ['/srv'] }, 'include[0]', inside],
    [{ include: 'libs' }, 'include', 'it must be a list'],
    [{ include: [5] }, 'include[0]', 'it must be a text that is not empty'],
    [{ include: [''] }, 'include[0]', 'it must be a text that is not empty'],
    [{ image: 5 }, 'image', 'it must be a text that is not empty'],
    [{ target: [] }, 'target', 'it must be a text that is not empty'],
    [{ platform: {} }, 'platform', 'it must be a text that is not empty'],
    [{ dockerfile: true }, 'dockerfile', 'it must be a text that is not empty'],
    [{ args: 'A=1' }, 'args', 'it must be an object of names and values'],
    [{ args: { A: null } }, 'args.A', 'it must be a text, a number, true or false'],
    ['x', '', 'it must be an object of names and values'],
    [[], '', 'it must be an object of names and values'],
  ])('refuses %j at %j', (options, option, why) => {
    expect(failureOf(() => resolve(options)).failure).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      why,
      place: { option },
    });
  });

  it.each([
    ['arg', 'did you mean "args"?'],
    ['environment', 'move it to the options of docker-up'],
    ['tag', `take it out, or write it under "compose" of docker-up in Compose's own words`],
  ])('refuses the option %j, which it does not know', (name, todo) => {
    expect(failureOf(() => resolve({ [name]: 'x' })).failure).toMatchObject({
      code: 'PYDOCK_OPTION_UNKNOWN',
      todo,
    });
  });
});

describe('refuseMissing', () => {
  const check = (buildOptions: Record<string, unknown>, there: readonly string[] = [], dockerfile = text) =>
    refuseMissing(resolveService(serviceSource({ project: 'api', buildOptions })), dockerfile, (path) =>
      there.includes(path),
    );
  const text = 'FROM a AS Builder\nFROM b\nFROM c AS runtime\n';

  it.each(['builder', 'BUILDER', 'runtime', '0', '1', '2'])('takes the stage %s', (target) => {
    expect(() => check({ target })).not.toThrow();
  });

  it.each([
    ['runtim', 'did you mean "runtime"?'],
    ['production', 'name one of them, or take "target" out: the last one is built then'],
    ['7', 'did you mean "1"?'],
  ])('refuses the stage %s, and names those that there are', (target, todo) => {
    expect(failureOf(() => check({ target })).failure).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      why: 'its stages are builder, 1, runtime',
      todo,
      place: { file: 'apps/api/project.json', option: 'targets.docker-build.options.target' },
    });
  });

  it('leaves a Dockerfile without stages to the engine', () => {
    expect(() => check({ target: 'x' }, [], '')).not.toThrow();
  });

  it('refuses a path that is not there', () => {
    expect(() => check({ include: ['libs/a'] }, ['libs/a'])).not.toThrow();
    expect(failureOf(() => check({ include: ['libs/a', 'libs/b'] }, ['libs/a'])).failure).toMatchObject({
      code: 'PYDOCK_INCLUDE_MISSING',
      what: expect.stringContaining('libs/b'),
      place: { option: 'targets.docker-build.options.include[1]' },
    });
  });
});
