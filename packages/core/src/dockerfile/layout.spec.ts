import { describe, expect, it } from 'vitest';
import { locals, pythonProject } from '../specs/projects';
import { containerPath, developmentPath, importedSources, importPath } from './layout';

const at = (importPath: string[], ...directories: string[]) =>
  pythonProject({
    entrypoint: { kind: 'wsgi', target: 'app:app', importPath },
    localDependencies: locals(...directories),
  });

describe('containerPath', () => {
  it.each([
    ['apps/api', 'apps/api/app.py', '/app/app.py'],
    ['apps/api', 'apps/api', '/app'],
    ['apps/api', 'apps/api2/app.py', '/src/apps/api2/app.py'],
    ['apps/api', 'libs/shared/x.py', '/src/libs/shared/x.py'],
    ['apps/api', 'apps/api/..hidden', '/app/..hidden'],
    ['.', 'libs/shared/x.py', '/app/libs/shared/x.py'],
  ])('of a project at %s puts %s at %s', (root, path, expected) => {
    expect(containerPath({ root }, path)).toBe(expected);
  });
});

describe('importPath', () => {
  it('names directories of the project and of the workspace', () => {
    expect(importPath(at(['.', 'src', '../../libs/common']))).toEqual([
      '/app',
      '/app/src',
      '/src/libs/common',
    ]);
  });

  it('brings the sources along that it needs, and no others', () => {
    const project = at(
      ['../../libs/common/src', '../../components'],
      'libs/common',
      'libs/b',
      'components/log',
    );
    expect(importedSources(project).map(({ directory }) => directory)).toEqual([
      'libs/common',
      'components/log',
    ]);
  });
});

describe('developmentPath', () => {
  it('finds local packages in their sources first', () => {
    expect(developmentPath({ ...at([], 'libs/a'), isPackage: true })).toEqual([
      '/app/src',
      '/app',
      '/src/libs/a/src',
      '/src/libs/a',
    ]);
    expect(developmentPath(at(['src']))).toEqual(['/app/src']);
  });
});
