import { describe, expect, it } from 'vitest';
import { sensitiveTexts, sensitiveVariables } from './sensitive';

const basic = (text: string) => Buffer.from(text).toString('base64');

describe('sensitiveTexts', () => {
  it.each([
    [
      'netrc',
      'machine a login ci password s3cret\nmachine b\n  login x\n  password "q r"',
      ['s3cret', 'q r'],
    ],
    ['pip-conf', '[global]\nindex-url = https://ci:s3cret@a/simple\ntimeout = 60\n', ['s3cret']],
    [
      'pip-conf',
      '[global]\nextra-index-url =\n  https://tok3n@a/\n  https://ci:p%40ss@b/\n',
      ['tok3n', 'p%40ss'],
    ],
    ['uv-toml', '[[index]]\nname = "corp"\nurl = "https://ci:s3cret@a/simple"\n', ['s3cret']],
    ['poetry-auth', '[http-basic.corp]\nusername = "ci"\npassword = "s3cret"\n', ['s3cret']],
    ['poetry-auth', '[http-basic]\ncorp = { username = "ci", password = "s\\"3" }\n', ['s"3']],
    ['poetry-auth', '[pypi-token]\npypi = "pypi-abc"\n', ['pypi-abc']],
    ['pdm-config', '[pypi]\nurl = "https://a/"\nusername = "ci"\npassword = \'s3cret\'\n', ['s3cret']],
    ['own', 'tok3n\nsecond line\n', ['tok3n', 'second line']],
    ['ca-bundle', '-----BEGIN CERTIFICATE-----\nabc\n', []],
  ])('of %s', (id, text, expected) => {
    const found = sensitiveTexts(id, text);
    expect(found).toEqual(expect.arrayContaining(expected));
    // Nothing else but what an Authorization header has.
    expect(
      found.filter((each) => !expected.includes(each)).every((each) => /^[A-Za-z0-9+/]+=*$/.test(each)),
    ).toBe(true);
    expect(found).not.toContain('ci');
  });

  it('has credentials as a header has them', () => {
    expect(sensitiveTexts('netrc', 'machine a login ci password s3cret')).toContain(basic('ci:s3cret'));
    expect(sensitiveTexts('pip-conf', 'index-url=https://ci:s3cret@a')).toContain(basic('ci:s3cret'));
  });
});

it('sensitiveVariables has passwords, and the whole of what is not known and no name', () => {
  const variables = {
    PIP_INDEX_URL: 'https://ci:s3cret@a/simple',
    PIP_TIMEOUT: '180',
    UV_INDEX_CORP_USERNAME: 'someone',
    UV_INDEX_CORP_PASSWORD: 'uvs3cret',
    CORP_USER: 'robot',
    CORP_PAT: 'patpatpat',
  };
  const found = sensitiveVariables(variables);
  expect(found).toEqual(expect.arrayContaining(['s3cret', 'uvs3cret', 'patpatpat']));
  for (const each of ['180', 'someone', 'robot']) expect(found).not.toContain(each);
});
