import { posix } from 'node:path';
import { type IniLine, parseIni } from './ini';
import { setOf } from './optional/stated-sets';
import { outside } from './outside-sources';
import type { ProjectSource, Requirement } from './package-managers/table';
import { joinStated } from './paths';
import { normaliseName } from './pep508';
import { readDependencyTexts } from './pyproject';
import { readRequirements } from './requirements';
import { scriptOf, type SetupFile } from './setup-py';

/**
 * What the sections of setuptools in a setup.cfg say; null where it has none.
 * @throws PydockError PYDOCK_REQUIREMENTS_INVALID
 */
export function readSetupCfg(project: ProjectSource): SetupFile | null {
  const file = posix.join(project.root, 'setup.cfg');
  const text = project.tree.read(file);
  if (text === null) return null;
  const ini = parseIni(text);
  if (!ini.has('metadata') && !ini.has('options')) return null;
  const value = (section: string, key: string): readonly IniLine[] => ini.get(section)?.get(key) ?? [];
  const [name] = value('metadata', 'name');
  const [python] = value('options', 'python_requires');
  const sources = [
    ...value('options', 'package_dir').map((line) => ({
      ...line,
      text: line.text.replace(/^[^=]*=/, '').trim(),
    })),
    ...value('options.packages.find', 'where'),
  ];
  const required = readRequired(project, file, value('options', 'install_requires'));
  return {
    file,
    includes: required.includes,
    name: name ? normaliseName(name.text) : null,
    requirements: required.requirements,
    requiresPython: python ? { specifier: python.text, source: { file, line: python.line } } : null,
    scripts: value('options.entry_points', 'console_scripts').flatMap(
      ({ text: each, line }) => scriptOf(each, { file, line }) ?? [],
    ),
    localDependencies: [
      ...required.localDependencies,
      ...sources.flatMap(({ text: each, line }) => outside(project, each, { file, line })),
    ],
    extras: [...(ini.get('options.extras_require') ?? [])].map(([key, lines]) => {
      const source = { file, line: lines[0]?.line ?? 1 };
      const texts = lines.flatMap((line) => splitLine(line, file));
      return setOf(project, { kind: 'extra', key, source }, texts, name ? normaliseName(name.text) : null);
    }),
    hasOpenExtras: false,
    warnings: [],
  };
}

type Required = Pick<SetupFile, 'includes' | 'requirements' | 'localDependencies'>;

// A dependency on each line, or `file: requirements.txt`.
function readRequired(project: ProjectSource, file: string, lines: readonly IniLine[]): Required {
  const [, included] = /^file:(.*)$/.exec(lines[0]?.text ?? '') ?? [];
  if (included !== undefined) {
    const files = [included, ...lines.slice(1).map(({ text }) => text)].flatMap((each) => each.split(','));
    return readListed(
      project,
      files.map((each) => each.trim()).filter((each) => each !== ''),
    );
  }
  const listed = lines.flatMap((line) => splitLine(line, file));
  return { includes: [], ...readDependencyTexts(project, listed) };
}

// Several dependencies on a line stand between semicolons, where these begin no marker.
const splitLine = ({ text, line }: IniLine, file: string) =>
  text
    .split(/;(?=\s*[\w.-]+\s*(?:[<>=!~[]|$))(?!.*["'])/)
    .map((each) => ({ text: each.trim(), source: { file, line } }))
    .filter((each) => each.text !== '');

/** Requirements files that a build back end reads dependencies from. */
export function readListed(project: ProjectSource, files: readonly string[]): Required {
  const includes: string[] = [];
  const requirements: Requirement[] = [];
  for (const stated of files) {
    const read = readRequirements(project.tree, joinStated(project.root, stated));
    includes.push(...read.files);
    requirements.push(...read.requirements);
  }
  return { includes, requirements, localDependencies: [] };
}
