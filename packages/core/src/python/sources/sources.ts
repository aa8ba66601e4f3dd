import { posix } from 'node:path';
import { type Place, PydockError } from '../../errors';
import type { SourceTree } from '../source-tree';
import { pythonFiles } from './files';
import { importedModules } from './import-lines';
import { parseModule } from './module';
import { outlineOf } from './outline';
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
  /** What was to be parsed and was not, since it is too large or there is too much: what these say is not known. */
  readonly unread: ReadonlySet<string>;
  /** The files whose text has all that is looked for: only these need parsing. */
  mentioning(...patterns: readonly RegExp[]): readonly string[];
  /** Where one of some modules is imported first, in some files or in all; null where none is. */
  importing(modules: readonly string[], from?: readonly string[]): Place | null;
  /** A file relative to the workspace root, for messages. */
  place(file: string, line?: number): Place;
}

// A hand-written module is far smaller; what is generated says nothing of how an app starts.
const maxFileLength = 300_000;
const maxRead = 4_000_000;
const maxParsedOfFile = 40_000;
const maxParsed = 400_000;
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
  const unread = new Set<string>();
  let read = 0;
  const text = (file: string) => {
    const cached = texts.get(file);
    if (cached !== undefined || !known.has(file)) return cached ?? '';
    const found = read < maxRead ? readText(tree, posix.join(root, file)) : '';
    texts.set(file, found);
    read += found.length;
    return found;
  };
  const module = moduleReader(text, unread);
  const mentioned = new Map<string, readonly string[]>();
  const mentioning = (...patterns: readonly RegExp[]) => {
    const key = patterns.join('\n');
    let found = mentioned.get(key);
    found ??= files.filter((file) => patterns.every((pattern) => pattern.test(text(file))));
    mentioned.set(key, found);
    return found;
  };
  const imported = new Map<string, ReadonlyMap<string, number>>();
  const place = (file: string, line?: number) => ({
    file: posix.join(root, file),
    ...(line === undefined ? {} : { line }),
  });
  return {
    root,
    files,
    has: (file) => known.has(file),
    hasFolder: (directory) => folders.has(directory),
    text,
    module,
    unread,
    mentioning,
    importing: (modules, from = files) => {
      for (const file of from) {
        let found = imported.get(file);
        if (!found) imported.set(file, (found = importedModules(text(file))));
        const lines = modules.flatMap((module) => found.get(module) ?? []);
        if (lines.length > 0) return place(file, Math.min(...lines));
      }
      return null;
    },
    place,
  };
}

// Parses each file once, as long as all of it stays within bounds.
function moduleReader(text: (file: string) => string, unread: Set<string>): (file: string) => Scope {
  const modules = new Map<string, Scope>();
  let parsed = 0;
  return (file) => {
    let scope = modules.get(file);
    if (scope) return scope;
    const outline = outlineOf(text(file));
    const fits =
      outline.length <= maxParsedOfFile && parsed + outline.length <= maxParsed && isShallow(outline);
    scope = fits ? parseModule(outline) : emptyScope();
    if (fits) parsed += outline.length;
    else unread.add(file);
    modules.set(file, scope);
    return scope;
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
