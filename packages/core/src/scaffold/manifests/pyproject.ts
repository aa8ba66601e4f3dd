import type { ManifestContents, NewService, PinnedRequirement } from '../table';

/** The PEP 508 form of a pin: `celery[redis]==5.7.0`. */
export const requirementOf = ({ name, extras, version }: PinnedRequirement): string =>
  `${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}==${version}`;

/** A pyproject.toml of standard tables, with what a package manager adds to them. */
export function pyproject(
  { distribution, python }: NewService,
  { requires, develops, script, pytest }: ManifestContents,
  more: {
    /** Above the Python that it is generated for, the manager may want a bound. */
    readonly pythonBound?: string;
    /** The lines of its own table, of [build-system] as well. */
    readonly own: readonly string[];
  },
): string {
  return toml([
    '[project]',
    `name = "${distribution}"`,
    'version = "0.1.0"',
    `requires-python = ">=${python}${more.pythonBound ?? ''}"`,
    ...list('dependencies', requires.map(requirementOf)),
    '',
    ...(script === null ? [] : ['[project.scripts]', `${distribution} = "${script}"`, '']),
    ...(develops.length === 0
      ? []
      : ['[dependency-groups]', ...list('dev', develops.map(requirementOf)), '']),
    ...more.own,
    '',
    '[tool.pytest.ini_options]',
    ...Object.entries(pytest).map(([key, value]) =>
      ['pythonpath', 'testpaths'].includes(key) ? `${key} = ["${value}"]` : `${key} = "${value}"`,
    ),
  ]);
}

/** The lines of a TOML file, as its text. */
export const toml = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** [build-system] of one back end. */
export const buildSystem = (
  { backends }: ManifestContents,
  name: string,
  backend: string,
): readonly string[] => {
  const requirement = backends.find((each) => each.startsWith(`${name}==`)) ?? name;
  return ['[build-system]', `requires = ["${requirement}"]`, `build-backend = "${backend}"`];
};

function list(key: string, items: readonly string[]): string[] {
  if (items.length === 0) return [`${key} = []`];
  return [`${key} = [`, ...items.map((item) => `  "${item}",`), ']'];
}
