import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { refuseUnbounded, sizeLimitOf, tooLarge } from './bounds';

const why = (call: () => unknown) => {
  const { why: reason, place } = failureOf(call).failure;
  return `${place?.file}:${place?.line} ${reason}`;
};

describe('sizeLimitOf', () => {
  it.each([
    ['uv.lock', '8 MB'],
    ['api/Pipfile.lock', '4 MB'],
    ['api/requirements/base.txt', '1 MB'],
    ['api/app.py', '1 MB'],
    ['api/setup.py', '96 kB'],
    ['pyproject.toml', '128 kB'],
    ['Procfile', '128 kB'],
  ])('of %s is %s', (path, limit) => {
    const unit = limit.endsWith('MB') ? 2 ** 20 : 2 ** 10;
    expect(sizeLimitOf(path)).toBe(Number.parseInt(limit, 10) * unit);
    expect(tooLarge(path, 50 * 2 ** 20).failure.why).toBe(
      `it has 50 MB, and no such file should have more than ${limit}`,
    );
  });
});

describe('refuseUnbounded', () => {
  const check = (text: string, kind: 'manifest' | 'lock' = 'manifest') =>
    refuseUnbounded('a.toml', text, kind);

  it.each<[string, string]>([
    ['brackets', `\na = ${'['.repeat(101)}`],
    ['tables in tables', `\na = ${'{a='.repeat(101)}`],
    ['keys of many parts', `\n${'a.'.repeat(101)}a = 1`],
    ['keys of many parts, apart', `\n${'a . '.repeat(101)}a = 1`],
  ])('refuses %s in each other', (_case, text) => {
    expect(why(() => check(text))).toBe('a.toml:2 it is nested too deeply');
  });

  it('refuses more values than a file of its kind has', () => {
    const text = `a = [${'1,\n'.repeat(10_000)}]`;
    expect(why(() => check(text))).toBe(
      'a.toml:6399 it holds more than 8,000 values, or four times as many lines, and no such file does',
    );
    check(text, 'lock');
    expect(why(() => check('\n'.repeat(40_000)))).toContain('a.toml:32001');
    expect(why(() => check('a\n=1,'.repeat(60_000), 'lock'))).toContain('more than 100,000 values');
  });

  it('lets pass what people write', () => {
    check('a = "1.2.3"\n'.repeat(500));
    check(`description = "${'A sentence of words. '.repeat(500)}"`);
    check(`[tool.x]\nexclude = ["\\\\[a"]\n[tool.y]\n`.repeat(150));
    check(`# ${'.'.repeat(300)}\n`.repeat(50));
  });
});
