import { expect, it } from 'vitest';
import { pythonMinors } from '../python-releases';
import { knownPythons } from './known-wheels';
import { pythonsOfText, sourceOnly } from './row';
import table from './table.json';

it.each([
  ['numpy', '==1.21.0', '3.8 3.9'],
  ['numpy', '==1.21.2', '3.8 3.9 3.10'],
  ['numpy', '==1.21.6', '3.8 3.9 3.10'],
  ['numpy', '==1.21', '3.8 3.9'],
  ['numpy', '==1.21.*', '3.8 3.9 3.10'],
  ['numpy', '~=1.21.0', '3.8 3.9 3.10'],
  ['numpy', '>=1.21.3,<1.22', '3.8 3.9 3.10'],
  ['numpy', '<2', '3.8 3.9 3.10 3.11 3.12'],
  ['numpy', '==1.16.0', ''],
  ['psycopg2-binary', '==2.9.9', '3.8 3.9 3.10 3.11 3.12'],
  ['cryptography', '==3.4.8', pythonMinors.join(' ')],
  ['tokenizers', '==0.13.3', '3.8 3.9 3.10 3.11'],
  ['pydantic', '==1.10.13', '3.8 3.9 3.10 3.11'],
  ['pydantic', '==2.5.0', '3.8 3.9 3.10 3.11 3.12'],
])('%s%s has wheels for %s', (name, specifier, pythons) => {
  expect(knownPythons(name, specifier)?.join(' ')).toBe(pythons);
});

it.each([
  ['flask', '==2.0.1'],
  ['toString', ''],
  ['numpy', '==1.0'],
  ['numpy', '@git+https://example.com/numpy'],
  ['numpy', '==latest'],
  ['numpy', '>=2,<1'],
  ['pyyaml', '==5.3.1'],
])('nothing is known of %s%s', (name, specifier) => {
  expect(knownPythons(name, specifier)).toBeNull();
});

it('has rows that can be read, and that say something', () => {
  for (const row of Object.values(table as Record<string, Record<string, string>>)) {
    expect(Object.values(row).some((text) => pythonsOfText(text).length > 0)).toBe(true);
    for (const text of Object.values(row))
      expect(text === '' || text === sourceOnly || pythonsOfText(text).length > 0).toBe(true);
  }
});
