import { describe, expect, it } from 'vitest';
import { envText, exec, paragraphs, runText, shellWord } from './instruction-text';

describe('exec', () => {
  it.each([
    [['python', 'main.py'], '["python", "main.py"]'],
    [['a "b"', "c'd", 'e\\f'], `["a \\"b\\"", "c'd", "e\\\\f"]`],
    [[], '[]'],
  ])('of %j is JSON', (words, text) => {
    expect(exec(words)).toBe(text);
    expect(JSON.parse(text)).toEqual(words);
  });
});

describe('runText', () => {
  it('puts an option or a command on each line', () => {
    const step = {
      why: 'Why.',
      copies: ['COPY a b'],
      mounts: ['--mount=a', '--mount=b'],
      commands: ['x', 'y'],
    };
    expect(runText(step).split('\n')).toEqual([
      '# Why.',
      'COPY a b',
      'RUN --mount=a \\',
      '    --mount=b \\',
      '    x && \\',
      '    y',
    ]);
  });
});

describe('envText', () => {
  it('quotes what needs it', () => {
    expect(envText({ PATH: '/a:$PATH', B: 'x y', C: '' })).toBe(
      'ENV PATH=/a:$PATH \\\n    B="x y" \\\n    C=""',
    );
  });
});

describe('shellWord', () => {
  it.each([
    ['gunicorn==27.0.1', 'gunicorn==27.0.1'],
    ['pdm[locked]==2', "'pdm[locked]==2'"],
    ["it's", String.raw`'it'\''s'`],
    ['a b', "'a b'"],
  ])('of %s is %s', (word, text) => {
    expect(shellWord(word)).toBe(text);
  });
});

describe('paragraphs', () => {
  it('leaves out what is not there', () => {
    expect(paragraphs('a', null, '', 'b')).toBe('a\n\nb');
  });
});
