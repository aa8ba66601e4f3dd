import { describe, expect, it } from 'vitest';
import { maskOf } from './mask';

describe('a mask', () => {
  it.each([
    ['Looking in indexes: https://ci:hunter22@pypi.corp/simple', 'https://ci:****@pypi.corp/simple'],
    ['https://glpat-12345@git.corp/x', 'https://****@git.corp/x'],
    ["-i 'http://ci:p@ss@pypi.corp/simple'", "-i 'http://ci:****@pypi.corp/simple'"],
    ['HTTPS://ci:x@pypi.corp and http://a:b@c', 'HTTPS://ci:****@pypi.corp and http://a:****@c'],
  ])('takes credentials out of URLs, known or not: %s', (text, expected) => {
    expect(maskOf([])(text)).toContain(expected);
  });

  it.each(['ssh://git@host/x.git', 'https://pypi.corp/@scope/x', 'mail me@corp.example', 'COPY --from=a b'])(
    'leaves %s',
    (text) => {
      expect(maskOf(['s3cret'])(text)).toBe(text);
    },
  );

  it('takes out what it is given, as it is and as a URL has it', () => {
    const mask = maskOf(['p@ss/word', 'p%40ss%2Fword2', 's3cret', 's3cret-longer']);
    expect(mask('p@ss/word p%40ss%2Fword p@ss/word2')).toBe('**** **** ****');
    expect(mask('s3cret-longer and s3crets')).toBe('**** and ****s');
    expect(maskOf(['$&.*(x)'])('a $&.*(x) b')).toBe('a **** b');
    expect(maskOf(['100%'])('is 100% sure')).toBe('is **** sure');
  });

  it('leaves words that a short secret is part of', () => {
    expect(maskOf(['ab', ''])('about https://ci:ab@x')).toBe('about https://ci:****@x');
  });
});
