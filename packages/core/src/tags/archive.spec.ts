import { expect, it } from 'vitest';
import { archiveKind } from './archive';

it.each([
  ['dist/api.tar', 'plain'],
  ['dist/api', 'plain'],
  ['dist/gz.tar', 'plain'],
  ['dist/api.tar.gz', 'gzip'],
  ['dist/api.TGZ', 'gzip'],
  ['dist/api.tar.zst', 'zstd'],
])('%s is %s', (file, kind) => {
  expect(archiveKind(file)).toBe(kind);
});
