import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { secretsReader } from './secret-options';

const read = (value: unknown) =>
  secretsReader('apps/api', (option) => ({ file: 'project.json', option }))(value, 'secrets');

describe('secretsReader', () => {
  it('reads Compose’s forms, and paths as those of volumes', () => {
    expect(
      read({
        a: '~/a',
        b: '/b',
        c: './c',
        d: 'd',
        e: 'conf/e',
        f: { file: 'f' },
        g: { environment: 'TOKEN' },
        'index-env': { environment: 'CORP_USER' },
        h: false,
      }),
    ).toEqual({
      usual: true,
      byId: {
        a: { file: '~/a' },
        b: { file: '/b' },
        c: { file: 'apps/api/c' },
        d: { file: 'apps/api/d' },
        e: { file: 'conf/e' },
        f: { file: 'apps/api/f' },
        g: { environment: 'TOKEN' },
        'index-env': { environment: ['CORP_USER'] },
        h: null,
      },
    });
    expect([read(true), read(false)]).toEqual([
      { usual: true, byId: {} },
      { usual: false, byId: {} },
    ]);
  });

  it.each([
    ['x', 'secrets', 'an object'],
    [{ a: 7 }, 'secrets.a', 'a path, false'],
    [{ a: true }, 'secrets.a', 'a path, false'],
    [{ a: {} }, 'secrets.a', 'one of'],
    [{ a: { file: 'x', environment: 'Y' } }, 'secrets.a', 'one of'],
    [{ a: { file: '' } }, 'secrets.a.file', 'not empty'],
    [{ a: { environment: ['A', 'B'] } }, 'secrets.a.environment', 'name of an environment variable'],
    [{ 'index-env': { environment: ['A', 'B C'] } }, 'secrets.index-env.environment[1]', 'name of an'],
    [{ a: { fiel: 'x' } }, 'secrets.a.fiel', 'file'],
  ])('refuses %j', (value, option, expected) => {
    const { failure } = failureOf(() => read(value));
    expect(failure.place?.option).toBe(option);
    expect(`${failure.what} ${failure.why} ${failure.todo}`).toContain(expected);
  });
});
