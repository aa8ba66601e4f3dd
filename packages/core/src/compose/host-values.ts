/** What a service's definition names of the host, and Compose reads when it starts the service. */
export interface HostReferences {
  /** Environment files, as the definition writes them. */
  readonly files: readonly string[];
  /** Variables that are interpolated or handed on. */
  readonly variables: readonly string[];
}

/** What those are at present: digests, by file or variable; one that is not there has none. */
export interface HostValues {
  readonly files: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, string>;
}

/** What a definition, in Compose's words, refers to. */
export function hostReferences(definition: Readonly<Record<string, unknown>>): HostReferences {
  const files = [definition['env_file'] ?? []].flat().flatMap((each: unknown) => {
    const path = isRecord(each) ? each['path'] : each;
    return typeof path === 'string' ? [path] : [];
  });
  return { files, variables: sorted([...textsOf(definition).flatMap(variablesIn), ...handedOn(definition)]) };
}

/** The names of variables that Compose replaces in a text. */
export const variablesIn = (text: string): string[] =>
  [...text.replaceAll('$$', '').matchAll(/\$(?:\{([A-Za-z_]\w*)|([A-Za-z_]\w*))/g)].map(
    ([, braced, plain]) => braced ?? plain ?? '',
  );

// A variable without a value is taken from whoever starts the service.
function handedOn({ environment }: Readonly<Record<string, unknown>>): string[] {
  if (Array.isArray(environment)) return environment.map(String).filter((entry) => !entry.includes('='));
  if (!isRecord(environment)) return [];
  return Object.keys(environment).filter((name) => environment[name] === null);
}

/** The key under which a record holds what was read of the host. */
export const hostKey = 'x-pydock-host';

/** A definition together with what it means on this host, so that two of them can be told apart. */
export function startedWith(
  definition: Readonly<Record<string, unknown>>,
  values: HostValues,
): Record<string, unknown> {
  const { files, variables } = hostReferences(definition);
  const read = [
    ...files.map((file) => [file, values.files.get(file) ?? null] as const),
    ...variables.map((name) => [`$${name}`, values.variables.get(name) ?? null] as const),
  ];
  return read.length === 0 ? { ...definition } : { ...definition, [hostKey]: Object.fromEntries(read) };
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return isRecord(value) ? Object.values(value).flatMap(textsOf) : [];
}

const sorted = (names: readonly string[]) => [...new Set(names)].sort();

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
