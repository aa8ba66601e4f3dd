import { expect, it } from 'vitest';
import { lockCommandFailed, notAMember, notLocked, pythonTooOld, toolMissing } from './scaffold';

it('tells of a Python that is too old', () => {
  expect(pythonTooOld('3.9', '3.11').failure).toMatchObject({
    code: 'PYDOCK_PYTHON_VERSION_INVALID',
    what: 'no service can be scaffolded for Python 3.9',
    todo: 'give --pythonVersion=3.11 or a newer one',
  });
});

it('tells how to lock, and why', () => {
  expect(notLocked('apps/api', 'uv lock', toolMissing('uv'), null)).toMatch(
    /^Not locked: uv is not installed here\. Until .*\nLock it: {3}cd apps\/api && uv lock\n/,
  );
  expect(notLocked('apps/api', 'uv lock', lockCommandFailed('uv lock', ''), 'uv.lock')).toMatch(
    /^Not locked: `uv lock` failed\. uv\.lock does not know apps\/api yet/,
  );
});

it('tells of a workspace that does not list a project', () => {
  expect(notAMember('apps/api', '.', { file: 'pyproject.toml', line: 2 })).toBe(
    'The uv workspace of pyproject.toml does not list apps/api (pyproject.toml:2): it has a lock file of its own. To share one, add it to members, delete apps/api/uv.lock, and lock again.',
  );
});
