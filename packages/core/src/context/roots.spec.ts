import { describe, expect, it } from 'vitest';
import { contextRoots, visibleRoots } from './roots';

describe('contextRoots', () => {
  it('is what an ignore file lets in that first leaves everything out', () => {
    const text =
      '# only these\n**\n!apps/api\n!libs/common/src\n!uv.lock\n\n**/__pycache__\n!apps/api/.env.example\n';
    expect(contextRoots(text, ['apps/api'])).toEqual([
      'apps/api',
      'apps/api/.env.example',
      'libs/common/src',
      'uv.lock',
    ]);
  });

  it('takes the fixed part of a pattern with a wildcard', () => {
    expect(contextRoots('*\n!libs/*/pyproject.toml\n!/requirements*.txt', ['api'])).toEqual([
      '.',
      'api',
      'libs',
    ]);
    expect(contextRoots('*\n!libs/*/pyproject.toml', ['api'])).toEqual(['api', 'libs']);
  });

  it('is what was given where the ignore file leaves out single things, or is not there', () => {
    expect(contextRoots('**/node_modules\n!libs/x', ['api', 'shared'])).toEqual(['api', 'shared']);
    expect(contextRoots(null, ['api', 'api/sub'])).toEqual(['api', 'api/sub']);
  });
});

describe('visibleRoots', () => {
  it('is only what an ignore file lets in that first leaves everything out', () => {
    expect(visibleRoots('**\n!src\n!uv.lock', ['.'])).toEqual(['src', 'uv.lock']);
    expect(visibleRoots('**/.venv\n!src', ['.', 'x'])).toEqual(['.', 'x']);
    expect(visibleRoots(null, ['b', 'a'])).toEqual(['a', 'b']);
  });
});
