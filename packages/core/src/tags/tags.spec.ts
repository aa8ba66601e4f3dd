import { describe, expect, it } from 'vitest';
import { PydockError } from '../errors';
import { pushTags, type TagFacts, tagText } from './tags';

const facts: TagFacts = {
  project: 'api',
  sha: { value: '0123456789ab' },
  branch: { value: 'feature/New login' },
  version: { value: '1.4.0+local' },
  date: '20261125',
};
const place = (option: string) => ({ file: 'apps/api/project.json', option });
const tags = (given: unknown, image = 'shop-api', known = facts) => pushTags(given, image, known, place);
const failure = (given: unknown, image?: string, known?: TagFacts) => {
  try {
    return tags(given, image, known);
  } catch (error) {
    return error instanceof PydockError ? error.failure : error;
  }
};

describe('pushTags', () => {
  it.each([
    ['registry.corp/team/{project}:{sha}', 'registry.corp/team/api:0123456789ab'],
    ['registry.corp:5000/{project}:{branch}', 'registry.corp:5000/api:feature-New-login'],
    ['{project}:{version}', 'api:1.4.0-local'],
    ['ghcr.io/acme/{project}:{version}-{date}', 'ghcr.io/acme/api:1.4.0-local-20261125'],
    ['127.0.0.1:5000/{project}', '127.0.0.1:5000/api:latest'],
    ['registry.corp/a/b/c_d/e--f:v1', 'registry.corp/a/b/c_d/e--f:v1'],
  ])('fills in %s', (template, name) => {
    expect(tags([template])).toEqual([name]);
    expect(tags(template)).toEqual([name]);
  });

  it('keeps the order, and each name once', () => {
    const given = ['b.corp/{project}:1', 'a.corp/{project}', 'a.corp/api:latest'];
    expect(tags(given)).toEqual(['b.corp/api:1', 'a.corp/api:latest']);
    expect(tags('b.corp/{project}:1,a.corp/{project}')).toEqual(['b.corp/api:1', 'a.corp/api:latest']);
  });

  it('is the image’s own name without the option, where that says where to', () => {
    expect(tags(undefined, 'registry.corp/team/api')).toEqual(['registry.corp/team/api:latest']);
    expect(tags(undefined, 'team/api:2')).toEqual(['team/api:2']);
    expect(failure(undefined)).toMatchObject({ code: 'PYDOCK_OPTION_INVALID', place: place('tags') });
  });

  it.each([
    [['{project}:{commit}'], 'tags[0]', /no other places than \{project\}, \{sha\}/],
    [['a:1', 'a.corp/Team/{project}:1'], 'tags[1]', /a registry takes; it is a\.corp\/Team\/api:1/],
    [['registry.corp/{branch}:1'], 'tags[0]', /a registry takes/],
    [['registry.corp/a:'], 'tags[0]', /a registry takes/],
    [[''], 'tags[0]', /a text that is not empty/],
    [[], 'tags', /a list of names to push to/],
    [7, 'tags', /a list/],
  ])('refuses %j at %s', (given, option, why) => {
    expect(failure(given)).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      why: expect.stringMatching(why) as string,
      place: place(option),
    });
  });

  it('says why something is not known, where a tag asks for it', () => {
    const known = { ...facts, version: { missing: 'its manifest has no version' } };
    expect(tags(['a.corp/{project}:{sha}'], 'api', known)).toEqual(['a.corp/api:0123456789ab']);
    expect(failure(['a.corp/{project}:{version}'], 'api', known)).toMatchObject({
      why: expect.stringContaining('{version} is not known, its manifest has no version') as string,
    });
  });
});

it.each([
  ['feature/a/b', 'feature-a-b'],
  ['.hidden', 'hidden'],
  ['1!2.0', '1-2.0'],
  ['x'.repeat(200), 'x'.repeat(128)],
])('%s is %s in a tag', (text, tag) => {
  expect(tagText(text)).toBe(tag);
});
