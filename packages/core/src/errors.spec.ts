import { describe, expect, it } from 'vitest';
import { commandLine, errorCodes, formatPlace, plainText, PydockError } from './errors';

const failure = {
  code: 'PYDOCK_BUILD_FAILED',
  what: 'it broke',
  why: 'one reason\nand another',
  todo: 'mend it',
} as const;

describe('PydockError', () => {
  it('says what, why and what to do, several lines of one below each other', () => {
    expect(new PydockError(failure).message).toBe(
      [
        'PYDOCK_BUILD_FAILED: it broke',
        '  why    one reason',
        '         and another',
        '  do     mend it',
      ].join('\n'),
    );
  });

  it('names the place and quotes below the rest, without spaces at the end of a line', () => {
    const place = { file: 'apps/api/project.json', line: 7, option: 'ports[0]' };
    const { message } = new PydockError({ ...failure, place, quote: ['a', '', 'b'] });
    expect(message.split('\n').slice(1, 2)).toEqual(['  where  apps/api/project.json:7 ports[0]']);
    expect(message.split('\n').slice(-4)).toEqual(['', '  | a', '  |', '  | b']);
  });

  it('has no gap where there is nothing to quote', () => {
    expect(new PydockError({ ...failure, quote: [] }).message).toBe(new PydockError(failure).message);
  });

  it('keeps its code, its parts and its cause', () => {
    const cause = new Error('below');
    const error = new PydockError(failure, { cause });
    expect(error).toMatchObject({ name: 'PydockError', code: 'PYDOCK_BUILD_FAILED', failure, cause });
    expect(error).toBeInstanceOf(Error);
  });
});

describe('plainText', () => {
  it('is one line that says all but the code', () => {
    expect(plainText({ ...failure, place: { file: 'Dockerfile', line: 3 } })).toBe(
      'Dockerfile:3: it broke: one reason and another; mend it',
    );
    expect(plainText(failure)).toBe('it broke: one reason and another; mend it');
  });
});

describe('formatPlace', () => {
  it.each([
    [{ file: 'a.txt' }, 'a.txt'],
    [commandLine('memory'), 'command line, --memory'],
    [{ file: 'a.txt', line: 3 }, 'a.txt:3'],
    [{ file: 'a.json', option: 'ports' }, 'a.json ports'],
    [{ file: 'a.json', line: 3, option: 'ports' }, 'a.json:3 ports'],
  ])('of %j is %j', (place, expected) => {
    expect(formatPlace(place)).toBe(expected);
  });
});

describe('errorCodes', () => {
  it('are sorted and each there once', () => {
    expect([...errorCodes]).toEqual([...new Set(errorCodes)].sort());
  });
});
