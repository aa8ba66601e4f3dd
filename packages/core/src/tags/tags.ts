import { optionReaders, type PlaceOf } from '../compose/options';

/** What a tag may tell of an image. Null where it is not known, with the reason. */
export interface TagFacts {
  readonly project: string;
  readonly sha: Fact;
  readonly branch: Fact;
  readonly version: Fact;
  /** Of the day in UTC, `20261125`. */
  readonly date: string;
}

/** A value, or why there is none. */
export type Fact = { readonly value: string } | { readonly missing: string };

const names = ['project', 'sha', 'branch', 'version', 'date'] as const;

/**
 * The full names that an image is pushed under: `tags` of docker-push with the places in braces filled in, in the order
 * given, each once. Without the option it is the image's own name, where that says a registry or a namespace.
 * @throws PydockError PYDOCK_OPTION_INVALID
 */
export function pushTags(given: unknown, image: string, facts: TagFacts, place: PlaceOf): string[] {
  const read = optionReaders(place);
  const expected = 'a list of names to push to, such as ["registry.corp/team/{project}:{sha}"]';
  if (given === undefined || given === null) {
    if (!image.includes('/'))
      throw read.fail(given, 'tags', `${expected}: the image's own name, ${image}, has no registry`);
    return [withTag(image)];
  }
  // On a command line a list is one text.
  const templates = read.list(read.text)(typeof given === 'string' ? given.split(',') : given, 'tags');
  if (templates.length === 0) throw read.fail(given, 'tags', expected);
  const filled = templates.map((template, index) => {
    const option = `tags[${index}]`;
    const name = withTag(fillPlaces(template, facts, (why) => read.fail(template, option, why)));
    if (!reference.test(name))
      throw read.fail(template, option, `a name that a registry takes; it is ${name}`);
    return name;
  });
  return [...new Set(filled)];
}

/**
 * Fills in the places of a text in braces.
 * @param fail makes an error of what it should be
 */
export function fillPlaces(template: string, facts: TagFacts, fail: (expected: string) => Error): string {
  return template.replace(/\{([^{}]*)\}/g, (_whole, name: string) => {
    if (!isName(name))
      throw fail(`a name with no other places than ${names.map((each) => `{${each}}`).join(', ')}`);
    const fact = facts[name];
    if (typeof fact === 'string') return fact;
    if ('missing' in fact)
      throw fail(`a name that can be filled in: {${name}} is not known, ${fact.missing}`);
    return tagText(fact.value);
  });
}

const isName = (name: string): name is (typeof names)[number] => (names as readonly string[]).includes(name);

/** A text as a tag may have it: `feature/x` becomes `feature-x`, `1.0+local` becomes `1.0-local`. */
export const tagText = (text: string) =>
  text
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 128);

const withTag = (name: string) => (/:[^/]*$/.test(name) ? name : `${name}:latest`);

// A host, components in small letters, a tag.
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const host = '(?:[A-Za-z0-9.-]+|\\[[0-9a-f:]+\\])(?::\\d+)?';
const reference = new RegExp(`^(?:${host}/)?${component}(?:/${component})*:\\w[\\w.-]{0,127}$`);
