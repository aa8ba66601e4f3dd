import { posix } from 'node:path';
import type { Place } from '../errors';
import { requirementsOutsideWorkspace } from '../messages/manifests';
import { requirementInvalid, requirementsMissing } from '../messages/python';
import { mostRequirements, tooManyRequirements } from './bounds';
import type { Requirement } from './package-managers/table';
import { fileNameOf, leavesWorkspace, joinStated, pathOfUrl } from './paths';
import { normaliseName, parsePep508, type Pep508 } from './pep508';
import { logicalLines } from './logical-lines';
import type { SourceTree } from './source-tree';

/** A path that a requirements file installs from, as written, with the directory of the file that states it. */
export interface LocalPath {
  readonly path: string;
  readonly base: string;
  /** `-e ../db[postgres]`, normalised; left out where there are none. */
  readonly extras?: readonly string[];
  readonly source: Place;
}

/** What a requirements file and everything it includes ask for. */
export interface Requirements {
  /** Relative to the workspace root, the file itself first. */
  readonly files: readonly string[];
  readonly requirements: readonly Requirement[];
  /** What constraints files say of versions. */
  readonly constraints: readonly Requirement[];
  /** Whether files at a URL are included: nobody knows what they say. */
  readonly remote: boolean;
  readonly locals: readonly LocalPath[];
  /** Directories of packages, `--find-links`, as written. */
  readonly links: readonly LocalPath[];
  /** Whether pip will want a hash of everything that it installs. */
  readonly hashed: boolean;
}

interface Reading {
  readonly tree: SourceTree;
  readonly seen: Set<string>;
  readonly files: string[];
  readonly requirements: Requirement[];
  readonly constraints: Requirement[];
  readonly locals: LocalPath[];
  readonly links: LocalPath[];
  remote: boolean;
  hashed: boolean;
  /** Logical ones, of all files. */
  lines: number;
}

/**
 * Reads a requirements file with its `-r` and `-c` includes; what a constraints file names is not required by it.
 * @param file relative to the workspace root
 * @throws PydockError PYDOCK_REQUIREMENTS_INVALID, PYDOCK_MANIFEST_MISSING
 */
export function readRequirements(tree: SourceTree, file: string): Requirements {
  const reading: Reading = {
    ...{ tree, seen: new Set(), files: [], requirements: [], constraints: [], locals: [], links: [] },
    ...{ remote: false, hashed: false, lines: 0 },
  };
  readFile(reading, file, tree.read(file) ?? '', false);
  const { files, requirements, constraints, locals, links, remote, hashed } = reading;
  return { files, requirements, constraints, locals, links, remote, hashed };
}

function readFile(reading: Reading, file: string, text: string, constrains: boolean): void {
  if (reading.seen.has(`${file} ${constrains}`)) return;
  reading.seen.add(`${file} ${constrains}`);
  if (!reading.files.includes(file)) reading.files.push(file);
  for (const { content, line } of logicalLines(text)) {
    reading.hashed ||= /(^|\s)--(hash|require-hashes)\b/.test(content);
    const source = { file, line };
    if (++reading.lines > mostRequirements) throw tooManyRequirements(source);
    const include = readInclude(content);
    if (include) followInclude(reading, include, source, constrains);
    else if (constrains) readConstraint(reading, content, source);
    else readLine(reading, content, source);
  }
}

interface Include {
  readonly path: string;
  readonly constrains: boolean;
}

// `-r base.txt`, `--requirement=base.txt`, `-rbase.txt`, `-c constraints.txt`; a name with spaces is quoted.
function readInclude(content: string): Include | null {
  const [, option = '', path] =
    /^(-r|--requirement|-c|--constraint)(?:\s*=\s*|\s*)(\S.*)$/.exec(content) ?? [];
  return path === undefined
    ? null
    : { path: path.replace(/^(["'])(.*)\1$/, '$2'), constrains: ['-c', '--constraint'].includes(option) };
}

function followInclude(reading: Reading, include: Include, source: Place, constrains: boolean): void {
  if (isUrl(include.path)) {
    reading.remote = true;
    return;
  }
  const path = joinStated(posix.dirname(source.file), include.path);
  if (leavesWorkspace(path)) throw requirementsOutsideWorkspace(path, source);
  const text = reading.tree.read(path);
  if (text === null) throw requirementsMissing(path, source);
  readFile(reading, path, text, constrains || include.constrains);
}

// What is no package with a version says nothing that matters here.
function readConstraint(reading: Reading, content: string, source: Place): void {
  const stated = content.startsWith('-') ? null : parsePep508(withoutOptions(content));
  if (stated) reading.constraints.push({ ...namedBy(stated), source });
}

function readLine(reading: Reading, content: string, source: Place): void {
  const base = posix.dirname(source.file);
  const [, link] = /^(?:-f|--find-links)(?:\s*=\s*|\s+)(\S.*)$/.exec(content) ?? [];
  if (link !== undefined && (!isUrl(link) || link.startsWith('file:')))
    reading.links.push({ path: pathOfUrl(link) ?? link, base, source });
  const [, editable] = /^(?:-e|--editable)(?:\s*=\s*|\s+)(\S.*)$/.exec(content) ?? [];
  if (editable === undefined && content.startsWith('-')) return;
  const wanted = withoutOptions(editable ?? content)
    .replace(/\s+/g, ' ')
    .replace(/^(["'])(.*)\1$/, '$2');
  const path = localPathIn(wanted, editable !== undefined);
  if (path !== null) {
    const extras = extrasBehind(wanted);
    reading.locals.push({ path, base, source, ...(extras.length > 0 && { extras }) });
    const [, name] = /^([\w.]+)-\d.*\.(?:whl|tar\.gz|zip)$/.exec(fileNameOf(path)) ?? [];
    if (name !== undefined)
      reading.requirements.push({ name: normaliseName(name), specifier: '', extras: [], source });
    return;
  }
  const stated = isUrl(wanted) ? requirementOfUrl(wanted) : requirementOf(wanted, source, content);
  if (stated) reading.requirements.push({ ...stated, source });
}

// Options of one requirement, such as --hash, stand behind it.
function withoutOptions(content: string): string {
  const at = content.search(/\s--[a-z]/);
  return (at === -1 ? content : content.slice(0, at)).trim();
}

const isUrl = (text: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);

// A path has a slash, is made of dots, is a file: URL, or names an archive; behind -e it is one if it is no URL.
function localPathIn(wanted: string, editable: boolean): string | null {
  const bare = wanted.replace(/\s;.*$/, '');
  const stated = /^[A-Za-z0-9][\w.-]*(?:\s?\[[^\]]*\])?\s?@\s?(file:\S+)/i.exec(bare)?.[1] ?? bare;
  const url = pathOfUrl(stated);
  if (url !== null) return url;
  const isPath =
    /^[\w.-]*[/\\]|^\.+(\[|$)/.test(stated) ||
    /^[\w.+-]+\.(whl|tar\.gz|zip)$/.test(stated) ||
    (editable && !isUrl(stated));
  return isPath ? stated.replace(/\[[^\]]*\]$/, '') : null;
}

// `../db[postgres,redis]`, `db[postgres] @ file:../db`
function extrasBehind(wanted: string): string[] {
  const bare = wanted.replace(/\s;.*$/, '');
  const [, named] = /^[\w.-]+\s?\[([^\]]*)\]\s?@/.exec(bare) ?? [];
  const [, behind] = /\[([\w\s,.-]*)\]$/.exec(bare) ?? [];
  const names = (named ?? behind ?? '').split(',').map((each) => normaliseName(each.trim()));
  return names.filter((each) => each !== '');
}

type Stated = Omit<Requirement, 'source'>;

function requirementOf(wanted: string, source: Place, content: string): Stated {
  const stated = parsePep508(wanted);
  if (!stated) throw requirementInvalid(source, content, hint(content));
  return namedBy(stated);
}

const namedBy = ({ name, specifier, extras, marker }: Pep508): Stated => ({
  ...{ name, specifier, extras },
  ...(marker !== '' && { marker }),
});

// The usual slip; anything else gets the list of forms.
const hint = (content: string) =>
  /^[\w.-]+\s*=[^=]/.test(content) ? 'a version is given with two equals signs: flask==3.1.2' : undefined;

// Null for a URL that does not tell the name of its package: pip will know it.
function requirementOfUrl(url: string): Stated | null {
  const name = nameInUrl(url);
  return name === null ? null : { name: normaliseName(name), specifier: `@${url}`, extras: [] };
}

// A bare URL names its package in a fragment, `#egg=name`, in a file, `name-1.0.tar.gz`, or as a repository.
function nameInUrl(url: string): string | null {
  const [, egg] = /#(?:.*&)?egg=([\w.-]+)/.exec(url) ?? [];
  const [, file] = /\/([\w.]+(?:-[A-Za-z][\w.]*)*)-\d[^/]*\.(?:whl|tar\.gz|zip)(?:[?#\s]|$)/.exec(url) ?? [];
  const [, repository] =
    /^(?:git|hg|svn|bzr)\+.*\/([\w.-]+?)(?:\.git)?(?:@[^/]*)?(?:[#\s].*)?$/.exec(url) ?? [];
  return egg ?? file ?? repository ?? null;
}
