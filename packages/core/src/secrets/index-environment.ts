/** The variables by which package managers know indexes and their credentials. */
const indexVariables = [
  /^PIP_(INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|TRUSTED_HOST|PROXY|TIMEOUT|DEFAULT_TIMEOUT|RETRIES)$/,
  /^UV_(DEFAULT_INDEX|INDEX|INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|INDEX_STRATEGY|INSECURE_HOST|HTTP_TIMEOUT)$/,
  /^UV_INDEX_\w+_(USERNAME|PASSWORD)$/,
  /^POETRY_HTTP_BASIC_\w+_(USERNAME|PASSWORD)$/,
  /^PDM_PYPI_(URL|USERNAME|PASSWORD|VERIFY_SSL)$/,
  /^PIPENV_PYPI_MIRROR$/,
];

/** The names of those that are set, less what names a directory of this machine. */
export function indexEnvironment(env: Readonly<Record<string, string | undefined>>): string[] {
  const isSet = (name: string) => (env[name] ?? '').trim() !== '';
  const isLocal = (name: string) => name.endsWith('_FIND_LINKS') && !/^https?:/.test(env[name] ?? '');
  const isIndex = (name: string) => indexVariables.some((pattern) => pattern.test(name));
  return Object.keys(env)
    .filter((name) => isSet(name) && isIndex(name) && !isLocal(name))
    .sort();
}

/** Variables as a shell reads them. */
export const exportsText = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'\n`)
    .join('');
