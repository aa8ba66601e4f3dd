import { posix } from 'node:path';
import type { Place } from '../errors';
import {
  requirementInvalid,
  requirementLocal,
  requirementsMissing,
  requirementsOutside,
} from '../messages/python';
import type { ProjectFiles } from './project';

/** One requirement of a requirements file: a PEP 508 name, normalised as PEP 503 says. */
export interface Requirement {
  readonly name: string;
  /** The version specifier as written, such as `==2.0.1`; empty where there is none. */
  readonly specifier: string;
  readonly file: string;
  readonly line: number;
}

type Stated = Pick<Requirement, 'name' | 'specifier'>;

/** What a requirements file and everything it includes ask for. */
export interface Requirements {
  readonly files: readonly string[];
  readonly requirements: readonly Requirement[];
  /** Whether pip will want a hash of everything that it installs. */
  readonly hashed: boolean;
}

/** PEP 503: `Flask_Login` and `flask.login` are both `flask-login`. */
export const normaliseName = (name: string): string => name.replace(/[-_.]+/g, '-').toLowerCase();

/**
 * Reads a requirements file with its `-r` and `-c` includes; what a constraints file names is not required by it.
 * @throws PydockError PYDOCK_REQUIREMENTS_INVALID, PYDOCK_MANIFEST_MISSING
 */
export function readRequirements(project: ProjectFiles, file: string): Requirements {
  const files: string[] = [];
  const requirements: Requirement[] = [];
  const seen = new Set<string>();
  let hashed = false;
  const read = (path: string, constrains: boolean, text: string) => {
    if (seen.has(`${path} ${constrains}`)) return;
    seen.add(`${path} ${constrains}`);
    if (!files.includes(path)) files.push(path);
    for (const { content, line } of logicalLines(text)) {
      hashed ||= /(^|\s)--(hash|require-hashes)\b/.test(content);
      const place = { file: posix.join(project.root, path), line };
      const include = readInclude(content);
      if (include) includeFile(include, path, place, constrains);
      else if (!constrains) {
        const stated = readRequirement(content, place);
        if (stated) requirements.push({ ...stated, file: path, line });
      }
    }
  };
  const includeFile = (include: Include, from: string, place: Place, constrains: boolean) => {
    if (isUrl(include.path)) return;
    const path = posix.join(posix.dirname(from), include.path);
    const text = project.texts.get(path);
    const shown = posix.join(project.root, path);
    if (text === undefined && path.startsWith('../')) throw requirementsOutside(shown, place);
    if (text === undefined) throw requirementsMissing(shown, place);
    read(path, constrains || include.constrains, text);
  };
  read(file, false, project.texts.get(file) ?? '');
  return { files, requirements, hashed };
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

// Null for an option, and for a URL that does not tell the name of its package: pip will know it.
function readRequirement(content: string, place: Place): Stated | null {
  const [, editable] = /^(?:-e|--editable)(?:\s*=\s*|\s+)(\S.*)$/.exec(content) ?? [];
  const wanted = editable ?? content;
  if (editable === undefined && content.startsWith('-')) return null;
  if (isUrl(wanted) && !wanted.startsWith('file:')) {
    const name = nameInUrl(wanted);
    return name === null ? null : { name: normaliseName(name), specifier: `@${wanted}` };
  }
  if (editable !== undefined || isLocal(wanted)) throw requirementLocal(place, content);
  return parseRequirement(content, place);
}

const isUrl = (text: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);

const isLocal = (wanted: string) =>
  /^[\w.-]*[/\\]|^\.+(\[|$)|(^|@\s*)file:/.test(wanted) || /^[\w.-]+\.(whl|tar\.gz|zip)$/.test(wanted);

const version = String.raw`(?:===|==|~=|!=|<=|>=|<|>)\s*[\w.*+!-]+`;
const versions = String.raw`${version}(?:\s*,\s*${version})*\s*,?`;

// PEP 508: name, extras, then a version or a URL, then a marker.
const requirementPattern = new RegExp(
  String.raw`^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[\w\s,.-]*\])?\s*(@\s*\S+|${versions}|\(\s*${versions}\s*\))?\s*(?:;.*)?$`,
);

function parseRequirement(content: string, place: Place): Stated {
  const [, name, specifier = ''] = requirementPattern.exec(content.replace(/\s+--[a-z].*$/, '')) ?? [];
  if (name === undefined) throw requirementInvalid(place, content, hint(content));
  return { name: normaliseName(name), specifier: specifier.replace(/[()\s]/g, '') };
}

// The usual slip; anything else gets the list of forms.
const hint = (content: string) =>
  /^[\w.-]+\s*=[^=]/.test(content) ? 'a version is given with two equals signs: flask==3.1.2' : undefined;

// A bare URL names its package in a fragment, `#egg=name`, in a file, `name-1.0.tar.gz`, or as a repository.
function nameInUrl(url: string): string | null {
  const [, egg] = /#(?:.*&)?egg=([\w.-]+)/.exec(url) ?? [];
  const [, file] = /\/([\w.]+(?:-[A-Za-z][\w.]*)*)-\d[^/]*\.(?:whl|tar\.gz|zip)(?:[?#\s]|$)/.exec(url) ?? [];
  const [, repository] =
    /^(?:git|hg|svn|bzr)\+.*\/([\w.-]+?)(?:\.git)?(?:@[^/]*)?(?:[#\s].*)?$/.exec(url) ?? [];
  return egg ?? file ?? repository ?? null;
}

// Comments go, a backslash joins lines, empty lines go; each keeps the number of its first line.
function logicalLines(text: string): { content: string; line: number }[] {
  const lines: { content: string; line: number }[] = [];
  let open: { content: string; line: number } | null = null;
  const physical = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  for (const [index, raw] of physical.entries()) {
    const bare = raw.replace(/(^|\s)#.*$/, '');
    const content: string = (open?.content ?? '') + bare.replace(/\\$/, '');
    const line: number = open?.line ?? index + 1;
    open = bare.endsWith('\\') ? { content, line } : null;
    if (!open && content.trim()) lines.push({ content: content.trim(), line });
  }
  if (open?.content.trim()) lines.push({ content: open.content.trim(), line: open.line });
  return lines;
}
