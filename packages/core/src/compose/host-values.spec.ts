import { describe, expect, it } from 'vitest';
import { changedKeys } from '../plan/changes';
import { hostReferences, startedWith } from './host-values';

const values = (files: Record<string, string>, variables: Record<string, string> = {}) => ({
  files: new Map(Object.entries(files)),
  variables: new Map(Object.entries(variables)),
});

describe('hostReferences', () => {
  it.each([
    ['nothing', { image: 'x', environment: { A: '1' } }, [], []],
    ['one file', { env_file: 'a/.env' }, ['a/.env'], []],
    [
      'files, short and long',
      { env_file: ['a/.env', { path: 'b/.env', required: false }] },
      ['a/.env', 'b/.env'],
      [],
    ],
    ['variables that are interpolated', { image: '$A', command: ['${B:-x}', 'a${C}b'] }, [], ['A', 'B', 'C']],
    ['no variable where a dollar is meant', { command: 'echo $$A $5 $${B}' }, [], []],
    ['variables that are handed on', { environment: { A: null, B: '' } }, [], ['A']],
    ['the same in a list', { environment: ['A', 'B=1', 'C=${D}'] }, [], ['A', 'D']],
    ['what is deep down', { x: [{ y: { z: '${DEEP}' } }] }, [], ['DEEP']],
  ])('finds %s', (_case, definition, files, variables) => {
    expect(hostReferences(definition)).toEqual({ files, variables });
  });
});

describe('startedWith', () => {
  const definition = { image: 'x', env_file: ['a/.env'], environment: { TOKEN: null } };

  it('leaves a definition as it is that takes nothing from the host', () => {
    expect(startedWith({ image: 'x' }, values({}))).toEqual({ image: 'x' });
  });

  it('differs where a file or a variable does, by its name', () => {
    const before = startedWith(definition, values({ 'a/.env': '1' }, { TOKEN: '1' }));
    expect(changedKeys(before, startedWith(definition, values({ 'a/.env': '1' }, { TOKEN: '1' })))).toEqual(
      [],
    );
    expect(changedKeys(before, startedWith(definition, values({ 'a/.env': '2' })))).toEqual([
      'x-pydock-host.$TOKEN',
      'x-pydock-host.a/.env',
    ]);
  });
});
