import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { readSections, writeSections } from '@pydock/core';
import { expect, it } from 'vitest';
import { directoryOf } from '../specs/directory';
import { ContextReader } from './context';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const fileOf = (root: string) => join(root, '.pydock/stat-cache');

/** Reads as a command does, and keeps what was learnt. */
async function read(root: string, roots = ['a']): Promise<Record<string, string>> {
  const reader = ContextReader.open(root);
  const entries = await reader.read({ roots, ignoreFile: '' });
  await reader.save();
  return Object.fromEntries(
    entries.flatMap(({ kind, path, sha256 }) => (kind === 'file' ? [[path, sha256]] : [])),
  );
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

async function settled(files: Record<string, string>): Promise<string> {
  const root = await directoryOf(files);
  await settle();
  await read(root);
  return root;
}

it('believes what it knows of a file that did not change, unless the section is damaged', async () => {
  const root = await settled({ 'a/x': 'one' });
  const wrong = sha('not what is there');
  const forged = Buffer.from(readFileSync(fileOf(root), 'latin1').replace(sha('one'), wrong), 'latin1');
  const { body } = readSections(forged).get('a') ?? { body: Buffer.alloc(0) };
  const sections = new Map([['a', { body, checksum: crc32(body).toString(16) }]]);
  writeFileSync(fileOf(root), writeSections(sections));
  expect(await read(root)).toEqual({ 'a/x': wrong });
  writeFileSync(fileOf(root), forged);
  expect(await read(root)).toEqual({ 'a/x': sha('one') });
});

it('sees an edit of the same size whose time was put back', async () => {
  const root = await settled({ 'a/x': 'one' });
  utimesSync(join(root, 'a/x'), 1000, 1000);
  await settle();
  await read(root);
  writeFileSync(join(root, 'a/x'), 'two');
  utimesSync(join(root, 'a/x'), 1000, 1000);
  expect(await read(root)).toEqual({ 'a/x': sha('two') });
});

it('sees files that change places', async () => {
  const root = await settled({ 'a/x': 'one', 'a/y': 'two' });
  for (const name of ['a/x', 'a/y']) utimesSync(join(root, name), 1000, 1000);
  await settle();
  await read(root);
  await rename(join(root, 'a/x'), join(root, 'a/z'));
  await rename(join(root, 'a/y'), join(root, 'a/x'));
  await rename(join(root, 'a/z'), join(root, 'a/y'));
  expect(await read(root)).toEqual({ 'a/x': sha('two'), 'a/y': sha('one') });
});

it.each([
  ['nothing', ''],
  ['noise', '\0\0\0\n'.repeat(100)],
  ['another format', 'pydock stat cache 0\na\x000\x000\n'],
  ['lengths that can’t be', 'pydock stat cache 1\na\x001e9\x000\n'],
])('does without a file of %s', async (_what, text) => {
  const root = await settled({ 'a/x': 'one' });
  writeFileSync(fileOf(root), text);
  expect(await read(root)).toEqual({ 'a/x': sha('one') });
  expect(readFileSync(fileOf(root), 'latin1')).toContain(sha('one'));
});

it('does without a place to write to', async () => {
  const root = await directoryOf({ 'a/x': 'one', '.pydock': 'a file' });
  await settle();
  expect(await read(root)).toEqual({ 'a/x': sha('one') });
});

it('forgets what is gone, keeps what others learnt, and leaves nothing else behind', async () => {
  const root = await directoryOf({ 'a/x': 'one', 'a/gone': 'two', 'a/deep/y': 'three', 'b/z': 'four' });
  await settle();
  await Promise.all([read(root), read(root), read(root)]);
  await read(root, ['b']);
  rmSync(join(root, 'a/gone'));
  rmSync(join(root, 'a/deep'), { recursive: true });
  mkdirSync(join(root, 'c'));
  writeFileSync(join(root, 'a/new'), 'five');
  await settle();
  await read(root);
  const text = readFileSync(fileOf(root), 'latin1');
  for (const known of ['one', 'four', 'five']) expect(text).toContain(sha(known));
  for (const gone of ['two', 'three']) expect(text).not.toContain(sha(gone));
  expect(readdirSync(join(root, '.pydock')).sort()).toEqual(['.gitignore', 'stat-cache']);
});
