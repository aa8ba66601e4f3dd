import { posix } from 'node:path';
import { isForDevelopment } from '../../python/package-managers/requirements-files';
import type { PythonProject } from '../../python/project';
import { isOlder } from '../python-order';
import { shellWord, type Step } from '../instruction-text';
import { environmentDirectory, localPackages, sourceDirectory } from '../layout';
import { caBundle } from '../network-secrets';
import {
  dependenciesWhy,
  developmentWhy,
  downloadMounts,
  fileMounts,
  installed,
  localDirectories,
  localPackagesWhy,
  pipCache,
  pipInstall,
  serverCommands,
  serverRequirement,
  sourceMounts,
  withExtras,
} from './steps';
import type { Installation } from './table';

const mounts = downloadMounts([pipCache], ['pip-conf']);
const install = pipInstall(environmentDirectory);

/** pip: requirements files, or what a pyproject.toml lists. */
export const pip: Installation = {
  environment: { PIP_CERT: caBundle },
  releases: [],
  dependencies(project) {
    if (project.manifest.endsWith('.txt')) return fromRequirements(project);
    return project.manifest.endsWith('.toml') ? fromPyproject(project) : null;
  },
  localPackages(project) {
    const directories = [...localPackages(project), ...(project.isPackage ? [project.root] : [])];
    if (directories.length === 0) return null;
    const sources = [...(project.isPackage ? [project.root] : []), ...localDirectories(project)];
    const server = pip.dependencies(project) === null ? serverRequirement(project) : [];
    const packages = directories.map((each) => withExtras(each, extrasOf(project, each)));
    return {
      why: localPackagesWhy,
      mounts: [...mounts, ...sourceMounts(sources)],
      commands: [[install, ...packages, ...server].join(' ')],
    };
  },
  development(project) {
    const files = project.developmentFiles.filter(isForDevelopment);
    if (files.length === 0) return null;
    return {
      why: developmentWhy,
      mounts: [...mounts, ...fileMounts(project.developmentFiles)],
      commands: [[install, ...files.map((file) => `-r ${relative(project, file)}`)].join(' ')],
    };
  },
};

const extrasOf = ({ root, optional, localDependencies }: PythonProject, directory: string) =>
  directory === root
    ? installed(optional, 'extra')
    : (localDependencies.find((each) => each.directory === directory)?.extras ?? []);

const relative = ({ root }: PythonProject, path: string) => shellWord(posix.relative(root, path));

function fromRequirements(project: PythonProject): Step {
  const listed = [project.manifest, ...installed(project.optional, 'group')]
    .map((file) => `-r ${relative(project, file)}`)
    .join(' ');
  const files = project.installFiles.filter((path) => !/\.(toml|cfg|py)$/.test(path));
  const hasLocal = project.isPackage || localPackages(project).length > 0;
  // The server along with the rest, to be chosen to fit; by itself where the rest has hashes.
  const [server, apart] = project.hashed ? [[], serverCommands(project)] : [serverRequirement(project), []];
  const installs = [[install, listed, ...server].join(' '), ...apart];
  if (!hasLocal)
    return { why: dependenciesWhy, mounts: [...mounts, ...fileMounts(files)], commands: installs };
  const texts = files.filter((path) => path.endsWith('.txt'));
  return {
    why: `${dependenciesWhy} Local ones are left for later.`,
    copies: copies(files),
    mounts,
    commands: [`${dropLocal} ${texts.map((path) => relative(project, path)).join(' ')}`, ...installs],
  };
}

// Deletes the lines that name a local directory: `-e .`, `../../libs/shared`, `shared @ file:../shared`.
const dropLocal = String.raw`sed -i -E '/\.(whl|gz|zip)|:\/\//!{/^(-e|--editable|\.|file:)|@ *file:/d}'`;

function copies(files: readonly string[]): string[] {
  const directories = [...new Set(files.map((path) => posix.dirname(path)))];
  return directories.map((directory) => {
    const inside = files.filter((path) => posix.dirname(path) === directory);
    return `COPY ${inside.join(' ')} ${posix.join(sourceDirectory, directory)}/`;
  });
}

function fromPyproject(project: PythonProject): Step {
  const listed = '/tmp/requirements.txt';
  return {
    why: dependenciesWhy,
    mounts: [...mounts, ...fileMounts(project.installFiles), ...sourceMounts(localDirectories(project))],
    commands: [
      `python -c "${readPyproject(project)}" > ${listed}`,
      [install, `-r ${listed}`, ...serverRequirement(project)].join(' '),
    ],
  };
}

// Python reads TOML since 3.11; for an older one, pip brings a reader.
function readPyproject({ python, optional }: PythonProject): string {
  const reader = isOlder(python.version, '3.11')
    ? 'from pip._vendor import tomli as tomllib'
    : 'import tomllib';
  const file = "tomllib.load(open('pyproject.toml', 'rb'))";
  const dependencies = ".get('project', {}).get('dependencies', [])";
  const lists = chosenLists(optional);
  if (lists.length === 0) return String.raw`${reader}; print(*${file}${dependencies}, sep='\n')`;
  const all = [`stated${dependencies}`, ...lists].map((each) => `*${each}`).join(', ');
  return String.raw`${reader}; stated = ${file}; print(${all}, sep='\n')`;
}

// The lists of the extras and groups that are installed; what these say of each other is left out, for it is listed too.
function chosenLists(optional: PythonProject['optional']): string[] {
  const tables = { extra: "['project']['optional-dependencies']", group: "['dependency-groups']" } as const;
  const chosen = optional.filter(({ isInstalled }) => isInstalled);
  const includes = (kind: keyof typeof tables) =>
    chosen.some((each) => each.kind === kind && each.keys.length > 1);
  return (['extra', 'group'] as const).flatMap((kind) => {
    const keys = [...new Set(chosen.filter((each) => each.kind === kind).flatMap((each) => each.keys))];
    const isPlain =
      kind === 'extra' ? "stated['project']['name'] + '[' not in each" : 'isinstance(each, str)';
    return keys.map((key) => {
      const list = `stated${tables[kind]}['${key}']`;
      return includes(kind) ? `[each for each in ${list} if ${isPlain}]` : list;
    });
  });
}
