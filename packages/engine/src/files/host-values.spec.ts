import { describe, expect, it } from 'vitest';
import { directoryOf } from '../specs/directory';
import { readHostValues } from './host-values';

const read = async (texts: Record<string, string>, env: NodeJS.ProcessEnv, variables: string[] = []) => {
  const root = await directoryOf(texts);
  const { files, variables: found } = await readHostValues(root, [{ files: ['api/.env'], variables }], env);
  return { file: files.get('api/.env'), of: (name: string) => found.get(name) };
};

describe('readHostValues', () => {
  it('tells files and variables apart by what they hold, and never says what that is', async () => {
    const one = await read({ 'api/.env': 'A=secret' }, { TOKEN: 'hidden' }, ['TOKEN']);
    const two = await read({ 'api/.env': 'A=other' }, { TOKEN: 'hidden' }, ['TOKEN']);
    expect(one.file).toMatch(/^[0-9a-f]{32}$/);
    expect(one.file).not.toBe(two.file);
    expect(one.of('TOKEN')).toBe(two.of('TOKEN'));
    expect(one.of('TOKEN')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('knows none of what is not there', async () => {
    const { file, of } = await read({}, {}, ['TOKEN']);
    expect([file, of('TOKEN')]).toEqual([undefined, undefined]);
  });

  it('takes the environment before the .env file of the workspace', async () => {
    const both = await read({ '.env': 'TOKEN=file' }, { TOKEN: 'process' }, ['TOKEN']);
    const process = await read({}, { TOKEN: 'process' }, ['TOKEN']);
    const file = await read({ '.env': 'TOKEN=file' }, {}, ['TOKEN']);
    expect(both.of('TOKEN')).toBe(process.of('TOKEN'));
    expect(file.of('TOKEN')).not.toBe(process.of('TOKEN'));
  });

  it('sees what a variable, or a file, is made of', async () => {
    const url = async (host: string) => {
      const texts = { '.env': 'URL=http://${HOST}/', 'api/.env': 'BASE=${URL}' };
      return (await read(texts, { HOST: host })).of('URL');
    };
    expect(await url('a')).not.toBe(await url('b'));
    expect(await url('a')).toBe(await url('a'));
    const circle = await read({}, { A: '$B', B: '$A' }, ['A']);
    expect(circle.of('A')).toBeDefined();
  });
});
