import { posix } from 'node:path';
import { requirementInvalid, requirementsMissing } from '../messages/python';
import type { ProjectFiles } from './project';

/** One requirement of a requirements file: a PEP 508 name, normalised as PEP 503 says. */
export interface Requirement {
  readonly name: string;
  /** The version specifier as written, such as `==2.0.1`; empty where there is none. */
  readonly specifier: string;
  readonly file: string;
  readonly line: number;
}

/** What a requirements file and everything it includes ask for. */
export interface Requirements {
  readonly files: readonly string[];
  readonly requirements: readonly Requirement[];
}

/** PEP 503: `Flask_Login` and `flask.login` are both `flask-login`. */
export const normaliseName = (name: string): string => name.replace(/[-_.]+/g, '-').toLowerCase();

/**
 * Reads a requirements file with its `-r` and `-c` includes.
 * @throws PydockError PYDOCK_REQUIREMENTS_INVALID, PYDOCK_MANIFEST_MISSING
 */
export function readRequirements(project: ProjectFiles, file: string): Requirements {
  const files: string[] = [];
  const requirements: Requirement[] = [];
  const read = (path: string) => {
    if (files.includes(path)) return;
    const text = project.texts.get(path);
    if (text === undefined) throw requirementsMissing(project.root, path);
    files.push(path);
    for (const { content, line } of logicalLines(text)) {
      const include = /^(?:-r|--requirement|-c|--constraint)[\s=]*(\S+)$/.exec(content);
      if (include?.[1]) read(posix.join(posix.dirname(path), include[1]));
      else if (!content.startsWith('-'))
        requirements.push(parseRequirement(project.root, path, line, content));
    }
  };
  read(file);
  return { files, requirements };
}

// PEP 508: name, extras, then a version, a marker or a URL.
const requirementPattern =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[\w\s,.-]*\])?\s*(@\s*\S.*|\(?\s*(?:[<>=!~]=?|===).*)?(?:;.*)?$/;

function parseRequirement(root: string, file: string, line: number, content: string): Requirement {
  const match = requirementPattern.exec(content.replace(/\s+--[a-z].*$/, ''));
  const name = match?.[1];
  if (name === undefined) throw requirementInvalid({ file: posix.join(root, file), line }, content);
  const specifier = (match?.[2] ?? '').split(';')[0] ?? '';
  return { name: normaliseName(name), specifier: specifier.replace(/[()\s]/g, ''), file, line };
}

// Comments go, a backslash joins lines, empty lines go; each keeps the number of its first line.
function logicalLines(text: string): { content: string; line: number }[] {
  const lines: { content: string; line: number }[] = [];
  let open: { content: string; line: number } | null = null;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const bare = raw.replace(/(^|\s)#.*$/, '');
    const content: string = (open?.content ?? '') + bare.replace(/\\$/, '');
    const line: number = open?.line ?? index + 1;
    open = bare.endsWith('\\') ? { content, line } : null;
    if (!open && content.trim()) lines.push({ content: content.trim(), line });
  }
  if (open?.content.trim()) lines.push({ content: open.content.trim(), line: open.line });
  return lines;
}
