import { posix } from 'node:path';
import { requirementsComputed } from '../messages/manifests';
import { readDependencyTexts } from './pyproject';
import { outside } from './outside-sources';
import type { StatedSet } from './optional/sets';
import { setOf } from './optional/stated-sets';
import type { ConsoleScript, Manifest, ProjectSource } from './package-managers/table';
import { normaliseName } from './pep508';
import type { Warning } from './project';
import { keywordArguments, type Literal, literalModule } from './python-literals';
import { readOnce } from './read-once';
import { isScriptOfSetup } from './setup-script';

/** What a manifest of setuptools says of a project. */
export type SetupFile = Pick<
  Manifest,
  'name' | 'requirements' | 'requiresPython' | 'scripts' | 'localDependencies'
> & {
  readonly file: string;
  readonly includes: readonly string[];
  readonly extras: readonly StatedSet[];
  /** Whether there may be other extras, that only running it would tell. */
  readonly hasOpenExtras: boolean;
  readonly warnings: readonly Warning[];
};

type Stated = readonly { readonly text: string; readonly line: number }[];

/** A setup.py that is one; null for a file that only has its name, as some write for a setup of their own. */
const readScript = readOnce((_file, text) => {
  const module = literalModule(text);
  if (!isScriptOfSetup(text, module)) return null;
  return (
    (module && keywordArguments(module, 'setup')) ?? { stated: new Map<string, Literal>(), spread: null }
  );
});

/** Whether a directory has a setup.py that is one. */
export const hasSetupScript = ({ root, tree }: ProjectSource): boolean =>
  readScript(tree, posix.join(root, 'setup.py')) !== null;

/**
 * What a setup.py says, as far as it is literals; null where there is none.
 * @throws PydockError PYDOCK_REQUIREMENTS_INVALID
 */
export function readSetupPy(project: ProjectSource): SetupFile | null {
  const file = posix.join(project.root, 'setup.py');
  const script = readScript(project.tree, file);
  if (script === null) return null;
  const { stated, spread } = script;
  const required = stated.get('install_requires');
  const name = textIn(stated.get('name'));
  const python = textIn(stated.get('python_requires'));
  const extras = stated.get('extras_require');
  const place = ({ text: each, line }: Stated[number]) => ({ text: each, source: { file, line } });
  const { requirements, localDependencies } = readDependencyTexts(project, textsOf(required).map(place));
  return {
    file,
    includes: [],
    name: name ? normaliseName(name.text) : null,
    requirements,
    requiresPython: python ? { specifier: python.text, source: { file, line: python.line } } : null,
    scripts: scriptsOf(stated.get('entry_points'), file),
    extras: tableEntries(extras).map(([key, value]) => {
      const source = { file, line: value?.line ?? extras?.line ?? 1 };
      const set = { kind: 'extra', key, source } as const;
      return setOf(project, set, textsOf(value ?? undefined).map(place), name && normaliseName(name.text));
    }),
    hasOpenExtras: extras === undefined ? spread !== null : extras?.kind !== 'table',
    localDependencies: [
      ...localDependencies,
      ...tableValues(stated.get('package_dir')).flatMap((each) =>
        outside(project, each.text, { file, line: each.line }),
      ),
    ],
    warnings:
      isComputed(required) || (required === undefined && spread !== null)
        ? [
            {
              message: requirementsComputed('install_requires'),
              source: { file, line: required?.line ?? spread ?? 1 },
            },
          ]
        : [],
  };
}

const textIn = (value: Literal | undefined) => (value?.kind === 'text' ? value : null);

// Undefined where there is no such argument, null where it is computed as a whole.
const isComputed = (value: Literal | undefined) =>
  value === null || (value?.kind === 'list' && value.items.some((item) => item?.kind !== 'text'));

// A list of strings, or one string with a dependency on each line.
function textsOf(value: Literal | undefined): Stated {
  if (value?.kind === 'list') return value.items.flatMap(textsOf);
  if (value?.kind !== 'text') return [];
  return value.text
    .split('\n')
    .map((text, index) => ({ text: text.trim(), line: value.line + index }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'));
}

const tableEntries = (value: Literal | undefined) => (value?.kind === 'table' ? value.entries : []);

const tableValues = (value: Literal | undefined): Stated =>
  tableEntries(value).flatMap(([, each]) => textsOf(each));

function scriptsOf(value: Literal | undefined, file: string): ConsoleScript[] {
  if (value?.kind !== 'table') return [];
  const scripts = value.entries
    .filter(([key]) => key === 'console_scripts')
    .flatMap(([, each]) => textsOf(each));
  return scripts.flatMap(({ text, line }) => scriptOf(text, { file, line }) ?? []);
}

/** `name = package.module:function [extras]`. */
export function scriptOf(text: string, source: ConsoleScript['source']): ConsoleScript | null {
  const [, name, target] = /^([^=\s]+)\s*=\s*([\w.]+:[\w.]+)/.exec(text) ?? [];
  return name === undefined || target === undefined ? null : { name, target, source };
}
