import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { directoryOf, withoutRights } from '../specs/directory';
import { failureOf } from '../specs/failures';
import { readText } from './read';

it('reads a text, and null where there is none', async () => {
  const root = await directoryOf({ file: 'ünï\r\n' });
  expect(await readText(join(root, 'file'))).toBe('ünï\r\n');
  expect(await readText(join(root, 'none'))).toBeNull();
  expect(await readText(join(root, 'file', 'below'))).toBeNull();
});

it('names what it can not read as it is told to', async () => {
  const root = await directoryOf({ closed: '' });
  await mkdir(join(root, 'directory'));
  await chmod(root, 0o755);
  await chmod(join(root, 'closed'), 0);
  const failure = await failureOf(() => withoutRights(() => readText(join(root, 'closed'), 'apps/closed')));
  expect(failure).toMatchObject({ code: 'PYDOCK_FILE_UNREADABLE', what: "apps/closed can't be read" });
  const other = await failureOf(() => readText(join(root, 'directory')));
  expect(other.why).toContain('EISDIR');
});
