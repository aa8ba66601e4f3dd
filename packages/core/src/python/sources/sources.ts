import { posix } from 'node:path';
import { PydockError } from '../../errors';
import type { SourceTree } from '../source-tree';
import { pythonFiles } from './files';
import { parseModule } from './module';
import { emptyScope, type Scope } from './syntax';

/** The Python sources of a project: found once, read and parsed when they are asked for. */
export interface Sources {
  readonly root: string;
  /** Relative to the project, those at its top first. */
  readonly files: readonly string[];
  has(file: string): boolean;
  /** Whether a directory has Python files, at any depth. */
  hasFolder(directory: string): boolean;
  /** Empty where there is no such file, or it is no text. */
  text(file: string): string;
  /** What the file says; nothing where it is too large to be read in time. */
  module(file: string): Scope;
  /** The files whose text has all that is looked for: only these need parsing. */
  mentioning(...patterns: readonly RegExp[]): readonly string[];
  /** A file relative to the workspace root, for messages. */
  place(file: string, line?: number): { file: string; line?: number };
}

// A hand-written module is far smaller; what is generated says nothing of how an app starts.
const maxFileLength = 150_000;
const maxRead = 2_000_000;
const maxParsed = 160_000;
const maxNesting = 200;

const cache = new WeakMap<SourceTree, Map<string, Sources>>();

/** The sources of a project, the same for each call with the same tree. */
export function sourcesOf({ tree, root }: { readonly tree: SourceTree; readonly root: string }): Sources {
  const byRoot = cache.get(tree) ?? new Map<string, Sources>();
  cache.set(tree, byRoot);
  const sources = byRoot.get(root) ?? readSources(tree, root);
  byRoot.set(root, sources);
  return sources;
}

function readSources(tree: SourceTree, root: string): Sources {
  const files = pythonFiles(tree, root);
  const known = new Set(files);
  const folders = new Set(files.flatMap(foldersOf));
  const texts = new Map<string, string>();
  const modules = new Map<string, Scope>();
  let [read, parsed] = [0, 0];
  const text = (file: string) => {
    const cached = texts.get(file);
    if (cached !== undefined || !known.has(file)) return cached ?? '';
    const found = read < maxRead ? readText(tree, posix.join(root, file)) : '';
    texts.set(file, found);
    read += found.length;
    return found;
  };
  const module = (file: string) => {
    const content = text(file);
    let scope = modules.get(file);
    if (!scope) {
      const fits = parsed + content.length <= maxParsed && isShallow(content);
      scope = fits ? parseModule(content) : emptyScope();
      if (fits) parsed += content.length;
      modules.set(file, scope);
    }
    return scope;
  };
  return {
    root,
    files,
    has: (file) => known.has(file),
    hasFolder: (directory) => folders.has(directory),
    text,
    module,
    mentioning: (...patterns) =>
      files.filter((file) => patterns.every((pattern) => pattern.test(text(file)))),
    place: (file, line) => ({ file: posix.join(root, file), ...(line === undefined ? {} : { line }) }),
  };
}

const foldersOf = (file: string) => {
  const names = file.split('/').slice(0, -1);
  return names.map((_name, index) => names.slice(0, index + 1).join('/'));
};

// A parser that recovers from errors takes its time over what no one has written: brackets in brackets in brackets.
function isShallow(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 40 || code === 91 || code === 123) depth++;
    else if ((code === 41 || code === 93 || code === 125) && depth > 0) depth--;
    if (depth > maxNesting) return false;
  }
  return true;
}

// A file that is no text is none that is started; whoever starts it anyway will hear of it from Python.
function readText(tree: SourceTree, path: string): string {
  try {
    const text = tree.read(path) ?? '';
    return text.length > maxFileLength ? '' : text;
  } catch (error) {
    if (error instanceof PydockError) return '';
    throw error;
  }
}
