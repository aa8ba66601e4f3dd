import { expect, it } from 'vitest';
import { isSetAside, librariesOf } from './libraries';

/** Directories that are stated to be projects, by what each needs. */
const stated = (each: Record<string, readonly string[]>) =>
  new Map(
    Object.entries(each).map(([path, needs]) => [
      path,
      {
        isStated: true,
        isMember: path.startsWith('members/'),
        dependencies: needs.map((directory) => ({ directory })),
      },
    ]),
  );

it('are what is stated to be a project, and no service, nor within another project', () => {
  const facts = stated({
    '.': [],
    'libs/b': [],
    'libs/a': [],
    api: [],
    'api/vendored/x': [],
    'libs/a/plugin': [],
  });
  facts.set('docs', { isStated: false, isMember: false, dependencies: [] });
  expect(librariesOf(facts, ['api'], () => false)).toEqual(['libs/a', 'libs/b']);
});

it('lie wherever they are needed, listed, or projects of Nx', () => {
  const facts = stated({
    ...{ api: ['api/near', 'tests/kit'], 'api/near': [], 'api/far': [], 'tests/kit': [] },
    ...{ 'members/tests/end': [], 'fixtures/own': [], 'fixtures/x': [] },
  });
  expect(librariesOf(facts, ['api'], (each) => each === 'fixtures/own')).toEqual([
    'api/near',
    'fixtures/own',
    'members/tests/end',
    'tests/kit',
  ]);
});

it.each(['tests/x', 'a/fixtures/b', '.github/x', 'templates/{{name}}', 'test-data'])(
  '%s is set aside',
  (path) => {
    expect(isSetAside(path)).toBe(true);
  },
);

it.each(['.', 'a/b', 'testing', 'contest/x'])('%s is not', (path) => {
  expect(isSetAside(path)).toBe(false);
});
