import { describe, expect, it } from 'vitest';
import { hasImage, type Nameable, projectNames } from './project-names';

/** Directories by their files, with the name that one of these gives: `api/project.json: shop`. */
function directories(...each: readonly string[]): Map<string, Nameable> {
  const found = new Map<string, Nameable>();
  for (const one of each) {
    const [path = '', name = null] = one.split(': ');
    const at = path.lastIndexOf('/');
    const [directory, file] = at === -1 ? ['.', path] : [path.slice(0, at), path.slice(at + 1)];
    const before = found.get(directory) ?? { name: null, isStated: false, files: new Set<string>() };
    found.set(directory, {
      name: name ?? before.name,
      isStated: before.isStated || file === 'pyproject.toml',
      files: new Set([...before.files, file]),
    });
  }
  return found;
}
const names = (asked: readonly string[], ...files: readonly string[]) =>
  asked.map(projectNames('repo', directories(...files)));

describe('projectNames', () => {
  const both = ['services/api/requirements.txt', 'legacy/api/requirements.txt'];
  const asked = ['services/api', 'legacy/api'];

  it('are those of directories, and of paths where these are equal', () => {
    expect(names(['services/api'], 'services/api/requirements.txt')).toEqual(['api']);
    expect(names(asked, ...both)).toEqual(['services-api', 'legacy-api']);
    expect(names(['api', 'legacy/api'], 'api/pyproject.toml', 'legacy/api/pyproject.toml')).toEqual([
      'api',
      'legacy-api',
    ]);
  });

  it.each([
    ['one has a Dockerfile', ['legacy/api/Dockerfile']],
    ['both have', ['legacy/api/Dockerfile', 'services/api/Dockerfile']],
    ['one has been named', ['legacy/api/project.json: legacy-api']],
    ['the other has', ['services/api/project.json: services-api', 'services/api/Dockerfile']],
  ])('stay when %s', (_when, more) => {
    expect(names(asked, ...both, ...more)).toEqual(['services-api', 'legacy-api']);
  });

  it('are what project.json and package.json say, and others go by their path', () => {
    expect(names(asked, ...both, 'services/api/project.json: api')).toEqual(['api', 'legacy-api']);
    expect(names(asked, ...both, 'services/api/project.json: shop')).toEqual(['shop', 'legacy-api']);
    expect(names(['services/core'], 'packages/core/package.json: core')).toEqual(['services-core']);
  });

  it('are in small letters where Nx has given them', () => {
    const files = ['tools/Shared/project.json', 'libs/shared/pyproject.toml', 'a/Web/project.json'];
    expect(names(['tools/Shared', 'libs/shared', 'a/Web'], ...files)).toEqual([
      'shared',
      'libs-shared',
      'web',
    ]);
    expect(names(['a/Web', 'b/Web'], 'a/Web/project.json', 'b/Web/project.json')).toEqual(['a-Web', 'b-Web']);
  });

  it('do not differ by case alone, nor equal the path of another', () => {
    expect(names(['a/API', 'b/api'], 'a/API/pyproject.toml', 'b/api/pyproject.toml')).toEqual([
      'a-API',
      'b-api',
    ]);
    expect(names(['x/a-b', 'a/b'], 'x/a-b/pyproject.toml', 'a/b/pyproject.toml')).toEqual(['x-a-b', 'b']);
  });

  it('give way to none that is no project, or only tested with', () => {
    const others = ['api/setup.cfg', 'web/api/Dockerfile', 'tests/api/pyproject.toml'];
    expect(names(['services/api', 'tests/api'], 'services/api/pyproject.toml', ...others)).toEqual([
      'api',
      'tests-api',
    ]);
  });

  it('of the root are as it was cloned: only a service of that name is in the way of others', () => {
    const files = ['pyproject.toml', 'services/repo/pyproject.toml'];
    expect(names(['.', 'services/repo'], ...files)).toEqual(['repo', 'repo']);
    expect(names(['.', 'services/repo'], ...files, 'Dockerfile')).toEqual(['repo', 'services-repo']);
  });

  it('are told of directories to come', () => {
    expect(names(['apps/api', 'apps/new'], ...both)).toEqual(['apps-api', 'new']);
  });
});

it.each([
  [['Dockerfile', 'requirements/prod.txt'], false, true],
  [['Dockerfile', 'setup.py'], true, true],
  [['Dockerfile', 'setup.py'], false, false],
  [['Dockerfile'], false, false],
  [['requirements.txt'], false, false],
])('knows whether %j make a service (a project: %s): %s', (files, isStated, expected) => {
  expect(hasImage({ files: new Set(files), isStated })).toBe(expected);
});
