import { posix } from 'node:path';
import type { Place } from '../errors';
import { readToml, tableOr } from './manifest-values';
import { readRequires } from './package-managers/pipenv';
import type { ProjectSource } from './package-managers/table';
import { ancestorsOf } from './paths';

/** A version of Python that a file asks for, as written. */
export interface StatedPython {
  readonly version: string;
  readonly source: Place;
  /** Whether it stands in the project itself, and not above it for several. */
  readonly own: boolean;
}

/**
 * What files say of the Python to use, the strongest first: .python-version and .tool-versions and mise.toml of the
 * project or the nearest directory above it, Pipfile, runtime.txt. What leaves it to the machine, such as `system` or
 * the name of a virtual environment, says nothing.
 */
export function* statedPythons({ root, tree }: ProjectSource): Generator<StatedPython> {
  for (const read of [pythonVersionFile, toolVersions, miseFiles])
    for (const directory of [root, ...ancestorsOf(root)]) {
      const found = read({ root: directory, tree });
      if (found) yield { ...found, own: directory === root };
    }
  for (const read of [pipfile, runtimeFile]) {
    const found = read({ root, tree });
    if (found) yield { ...found, own: true };
  }
}

type Found = Omit<StatedPython, 'own'> | null;

const saysNothing = /^(system|latest|path:.*|ref:.*)$/i;
const looksLikeVersion = /\d|^pypy|^graalpy/i;

function firstWord(file: string, text: string, wordsOf: (line: string) => readonly string[]): Found {
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const words = wordsOf(line.replace(/(^|\s)#.*$/, '').trim());
    const version = words.find(
      (word) => !saysNothing.test(word) && looksLikeVersion.test(word) && !isName(word),
    );
    if (version !== undefined) return { version, source: { file, line: index + 1 } };
  }
  return null;
}

// pyenv takes the names of virtual environments for versions, such as `shop-3`; `3.12.1/envs/shop` says both.
const isName = (word: string) =>
  !/^(\d|[<>=!~]|v\d|c?python|pypy|graalpy|jython|ironpython|miniconda|anaconda|micropython|stackless)/i.test(
    word,
  );

function pythonVersionFile({ root, tree }: ProjectSource): Found {
  const file = posix.join(root, '.python-version');
  return firstWord(file, tree.read(file) ?? '', (line) =>
    line === '' ? [] : [line.replace(/\/envs\/.*$/, '')],
  );
}

function toolVersions({ root, tree }: ProjectSource): Found {
  const file = posix.join(root, '.tool-versions');
  return firstWord(file, tree.read(file) ?? '', (line) => {
    const [tool, ...versions] = line.split(/\s+/);
    return tool === 'python' ? versions : [];
  });
}

// `python = "3.12"`, a list of versions of which the first is the default, or a table.
function miseFiles({ root, tree }: ProjectSource): Found {
  for (const name of [
    'mise.toml',
    '.mise.toml',
    '.config/mise.toml',
    '.config/mise/config.toml',
    'mise/config.toml',
  ]) {
    const document = readToml(tree, posix.join(root, name));
    const stated = document?.get(['tools', 'python']);
    const first: unknown = Array.isArray(stated) ? stated[0] : stated;
    const version = typeof first === 'string' ? first : tableOr(first)['version'];
    if (document && typeof version === 'string' && !saysNothing.test(version))
      return { version, source: document.place(['tools', 'python']) };
  }
  return null;
}

function pipfile({ root, tree }: ProjectSource): Found {
  const document = readToml(tree, posix.join(root, 'Pipfile'));
  const requires = document ? readRequires(document) : null;
  const [, version] = /^==(\d+\.\d+(?:\.\d+)?)(?:\.\*)?$/.exec(requires?.specifier ?? '') ?? [];
  return requires && version !== undefined ? { version, source: requires.source } : null;
}

// Heroku's.
function runtimeFile({ root, tree }: ProjectSource): Found {
  const file = posix.join(root, 'runtime.txt');
  return firstWord(file, tree.read(file) ?? '', (line) => (line === '' ? [] : [line]));
}
