import { describe, expect, it } from 'vitest';
import { parseLockFile } from '../python/lock-file';
import { isLockPart, lockPart } from './lock-part';

/** An entry of a uv.lock. */
const entry = (name: string, source: string, ...lines: string[]) =>
  ['[[package]]', `name = "${name}"`, 'version = "1.0.0"', `source = { ${source} }`, ...lines, ''].join('\n');
const registry = 'registry = "https://registry.test/simple"';
const needs = (...names: string[]) =>
  `dependencies = [${names.map((name) => `{ name = "${name}" }`).join(', ')}]`;
const wheel = (hash: string) =>
  `wheels = [\n    { url = "https://registry.test/x-1.0.0.whl", hash = "sha256:${hash}" },\n]`;

const head =
  'version = 1\nrequires-python = ">=3.11"\n\n[manifest]\nmembers = [\n    "api",\n    "web",\n]\n';
const entries = {
  api: entry(
    'api',
    'virtual = "apps/api"',
    needs('core', 'flask'),
    '\n[package.dev-dependencies]\ndev = [{ name = "pytest" }]\ndocs = [{ name = "mkdocs" }]',
  ),
  core: entry('core', 'editable = "libs/core"', 'dependencies = [{ name = "six", extra = ["fast"] }]'),
  fast: entry('fast', registry, wheel('fast')),
  flask: entry(
    'flask',
    registry,
    `dependencies = [{ name = "colorama", marker = "sys_platform == 'win32'" }]`,
  ),
  colorama: entry('colorama', registry, wheel('color')),
  mkdocs: entry('mkdocs', registry, wheel('mk')),
  pytest: entry('pytest', registry, wheel('py')),
  six: entry('six', registry, wheel('six'), '\n[package.optional-dependencies]\nfast = [{ name = "fast" }]'),
  web: entry('web', 'virtual = "apps/web"', needs('flask', 'numpy')),
  numpy: entry('numpy', registry, wheel('num')),
};
const lockOf = (over: Partial<typeof entries> = {}, start = head) =>
  parseLockFile('uv.lock', [start, ...Object.values({ ...entries, ...over })].join('\n'));

const dockerfileOf = (name: string, flags = '--no-dev') =>
  [
    'FROM python',
    `WORKDIR /src/apps/${name}`,
    `RUN --mount=type=bind,source=uv.lock,target=/src/uv.lock \\`,
    `    --mount=type=bind,source=apps/${name},target=/src/apps/${name} \\`,
    `    uv sync --frozen ${flags}`,
  ].join('\n');
const build = { args: {}, target: null };
const part = (lock = lockOf(), dockerfile = dockerfileOf('api')) => lockPart(dockerfile, lock, build);
const titles = (text: string | null) =>
  text
    ?.split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/ [0-9a-f]{32}$/, ''));

describe('lockPart', () => {
  it('lists what a service installs, with extras and whatever the platform', () => {
    const text = part() ?? '';
    expect(titles(text)).toEqual([
      'settings',
      'api apps/api',
      'core libs/core',
      'fast 1.0.0',
      'flask 1.0.0',
      'colorama 1.0.0',
      'mkdocs 1.0.0',
      'six 1.0.0',
    ]);
    expect(text.split('\n')[0]).toBe(
      '# What this service installs of uv.lock, with a hash of each entry. Written by `nx sync`, for `nx affected`.',
    );
    expect(isLockPart(text)).toBe(true);
    expect(isLockPart('settings x')).toBe(false);
  });

  it('has the groups that may be installed', () => {
    const all = titles(part(lockOf(), dockerfileOf('api', '')));
    expect(all).toContain('pytest 1.0.0');
    const none = titles(part(lockOf(), dockerfileOf('api', '--no-default-groups')));
    expect(none).not.toContain('mkdocs 1.0.0');
    expect(none).toContain('flask 1.0.0');
  });

  it('has the extras that are installed', () => {
    const optional = '\n[package.optional-dependencies]\nmath = [{ name = "numpy" }]';
    const lock = lockOf({ api: entry('api', 'virtual = "apps/api"', needs('flask'), optional) });
    expect(titles(part(lock, dockerfileOf('api', '--no-dev --extra math')))).toContain('numpy 1.0.0');
    expect(titles(part(lock, dockerfileOf('api')))).not.toContain('numpy 1.0.0');
  });

  it('finds a member by its name, in a lock file of any directory', () => {
    expect(titles(part(lockOf(), dockerfileOf('api', '--no-dev --package Web')))).toContain('numpy 1.0.0');
    const nested = parseLockFile('backend/uv.lock', lockOf().text);
    const dockerfile = dockerfileOf('api').replaceAll('source=', 'source=backend/');
    expect(titles(lockPart(dockerfile, nested, build))).toContain('api apps/api');
  });

  it('stays the same whatever changes of others', () => {
    const before = part();
    expect(part(lockOf({ numpy: entry('numpy', registry, wheel('other')) }))).toBe(before);
    expect(part(lockOf({ pytest: entry('pytest', registry, wheel('other')) }))).toBe(before);
    expect(part(lockOf({}, head.replace('    "web",\n', '    "job",\n    "web",\n')))).toBe(before);
    expect(part(parseLockFile('uv.lock', lockOf().text.replaceAll('\n', '\r\n')))).toBe(before);
  });

  it.each([
    ['a wheel', { six: entries.six.replace('sha256:six', 'sha256:6') }],
    ['a version', { flask: entries.flask.replace('1.0.0', '1.0.1') }],
    ['a dependency of a library', { core: entries.core.replace('six', 'seven') }],
    ['an extra', { fast: entry('fast', registry, wheel('slow')) }],
  ])('changes with %s', (_what, over) => {
    expect(part(lockOf(over))).not.toBe(part());
  });

  it('changes with what counts for all', () => {
    for (const start of [
      head.replace('>=3.11', '>=3.12'),
      head.replace('[manifest]', '[options]\nprerelease-mode = "allow"\n\n[manifest]'),
      `${head}constraints = [{ name = "six", specifier = "<2" }]\n`,
    ])
      expect(part(lockOf({}, start))).not.toBe(part());
  });

  it('does not tell what a lock file does not say', () => {
    expect(part(lockOf(), dockerfileOf('job'))).toBeNull();
    expect(part(lockOf(), dockerfileOf('api', '--package six'))).toBeNull();
    expect(part(lockOf(), 'FROM python\nCOPY . .')).toBeNull();
    // Laid out as uv does not: what stands where can't be told.
    expect(part(lockOf({ web: `${entries.web}\n[options]\nx = 1\n` }))).toBeNull();
    expect(part(lockOf({ six: entries.six.replace('name = "six"\nversion', 'version') }))).toBeNull();
  });
});
