import fc from 'fast-check';
import { parse } from 'smol-toml';
import { expect, it } from 'vitest';
import { fileNamesIn, parseLockFile } from './lock-file';
import { cutFiles, namesInText } from './lock-files-cut';
import { isTable, tableOr } from './manifest-values';
import { fileNameOf } from './paths';

const name = fc.stringMatching(
  /^[a-z][a-z0-9]{0,4}(-1\.0-(cp39|py3)-(none|cp39)-(any|win32)\.whl|%2Bcpu\.tar\.gz)$/,
);
const hash = 'hash = "sha256:00"';
const file = fc.oneof(
  name.map((each) => `{ url = "https://files.example.com/a/${each}", ${hash}, size = 1 }`),
  name.map((each) => `{ url = "https://files.example.com/${each}?x=1#y", ${hash} }`),
  name.map((each) => `{ path = "../wheels/${each}" }`),
  name.map((each) => `{file = "${each}", ${hash}}`),
  name.map((each) => `{ ${hash}, url = "https://files.example.com/${each}" }`),
  name.map((each) => `{ url = "https://files.example.com/\\u0061${each}" }`),
);
const files = fc.array(file, { maxLength: 5 });
const list = fc.oneof(
  files.map((each) => `[\n${each.map((line) => `    ${line},\n`).join('')}]`),
  files.map((each) => `[\n${each.map((line) => `\t${line}`).join(',\n')}\n]`),
  files.map((each) => `[\n    # files\n${each.map((line) => `    ${line},\n`).join('')}]`),
  files.map((each) => `[\n${each.map((line) => `    ${line},\n`).join('')}] # end`),
  files.map((each) => `[${each.join(', ')}]`),
);
const entry = fc
  .tuple(
    fc.constantFrom('wheels', 'files', '"files"'),
    list,
    fc.constantFrom('', 'groups = [\n    "a",\n]\n'),
  )
  .map(([key, stated, more]) => `[[package]]\nname = "x"\n${more}${key} = ${stated}\nversion = "1"\n\n`);
const old = fc
  .array(list, { maxLength: 3 })
  .map((lists) => `[metadata.files]\n${lists.map((each, index) => `p${index} = ${each}\n`).join('')}`);
const lock = fc
  .tuple(fc.array(entry, { maxLength: 4 }), old, fc.constantFrom('\n', '\r\n'))
  .map(([entries, metadata, end]) => `version = 1\n${entries.join('')}${metadata}`.replaceAll('\n', end));

/** The names that a parser of TOML finds in a list of files. */
const namesOf = (value: unknown) =>
  Array.isArray(value)
    ? value.filter(isTable).map((each) => fileNameOf(String(each['file'] ?? each['url'] ?? each['path'])))
    : [];

const others = (entry: object) =>
  Object.entries(entry).filter(([key]) => key !== 'wheels' && key !== 'files');

it('changes nothing: names, lines and all else are what a parser of TOML finds in the whole text', () => {
  fc.assert(
    fc.property(lock, (text) => {
      const read = parseLockFile('uv.lock', text);
      const whole = parse(text);
      const entries = (whole['package'] ?? []) as Record<string, unknown>[];
      expect(read.packages).toHaveLength(entries.length);
      for (const [index, { value, line }] of read.packages.entries()) {
        for (const key of ['wheels', 'files'])
          expect(fileNamesIn(read, value[key])).toEqual(namesOf(entries[index]?.[key]));
        expect(others(value)).toEqual(others(entries[index] ?? {}));
        expect(text.split('\n')[line - 1]?.trim()).toBe('[[package]]');
      }
      const metadata = (each: unknown) => tableOr(tableOr(tableOr(each)['metadata'])['files']);
      for (const [key, value] of Object.entries(metadata(whole)))
        expect(fileNamesIn(read, metadata(read.value)[key])).toEqual(namesOf(value));
      expect(cutFiles(text).text.split('\n')).toHaveLength(text.split('\n').length);
    }),
    { numRuns: Number(process.env['FUZZ_CASES'] ?? 500) },
  );
});

it('cuts what uv writes', () => {
  const text =
    'wheels = [\n    { url = "https://x/a.whl", hash = "y" },\n    { url = "https://x/b.whl" },\n]\nx = 1\n';
  const cut = cutFiles(text);
  expect(cut.text).toBe('wheels = "@files 0"\n\n\n\nx = 1\n');
  expect([...cut.lists.values()].map(namesInText)).toEqual([['a.whl', 'b.whl']]);
});

it('takes a string that looks like a mark for no files', () => {
  const read = parseLockFile('uv.lock', '[[package]]\nwheels = "@files 7"\n');
  expect(fileNamesIn(read, read.packages[0]?.value['wheels'])).toEqual([]);
});
