import { satisfies, validRange } from '@renovatebot/pep440';
import { pythonMinors } from './python-releases';
import { allows, comparisonsOf, releaseOf } from './releases';

/** A set of released minor versions of Python, a bit for each. */
export type PythonSet = number;

export const everyPython: PythonSet = 2 ** pythonMinors.length - 1;

/** The minors of a set, by number; undefined for all of them. */
export const pythonsIn = (set: PythonSet): readonly string[] | undefined =>
  set === everyPython ? undefined : pythonMinors.filter((_minor, index) => set & (1 << index));

/** Reads markers, each text once. */
export function markerReader(): (marker: string) => PythonSet {
  const read = new Map<string, PythonSet>();
  return (marker) => {
    const found = read.get(marker) ?? pythonsOfMarker(marker);
    read.set(marker, found);
    return found;
  };
}

/**
 * The Pythons on which a PEP 508 marker may hold on Linux with CPython. What can't be known before the install, and
 * what can't be read, counts as holding.
 */
export function pythonsOfMarker(marker: string): PythonSet {
  const tokens = tokensOf(marker);
  if (tokens === null || tokens.length === 0) return everyPython;
  const reader: Reader = { tokens, at: 0, depth: 0 };
  const found = readOr(reader);
  return reader.at === tokens.length && found !== null ? found : everyPython;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
  depth: number;
}

function tokensOf(marker: string): string[] | null {
  const token = /\s*(\(|\)|not\s+in\b|===|==|~=|!=|<=|>=|<|>|"[^"]*"|'[^']*'|[A-Za-z_][\w.]*)\s*/y;
  const tokens: string[] = [];
  const text = marker.trim();
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match?.[1]) return null;
    tokens.push(match[1].replace(/^not\s+in$/, 'not in'));
  }
  return tokens;
}

function readOr(reader: Reader): PythonSet | null {
  let found = readAnd(reader);
  while (found !== null && reader.tokens[reader.at] === 'or') {
    reader.at += 1;
    const other = readAnd(reader);
    found = other === null ? null : found | other;
  }
  return found;
}

function readAnd(reader: Reader): PythonSet | null {
  let found = readAtom(reader);
  while (found !== null && reader.tokens[reader.at] === 'and') {
    reader.at += 1;
    const other = readAtom(reader);
    found = other === null ? null : found & other;
  }
  return found;
}

function readAtom(reader: Reader): PythonSet | null {
  if (reader.tokens[reader.at] !== '(') {
    const [left = '', operator = '', right = ''] = reader.tokens.slice(reader.at, reader.at + 3);
    reader.at += 3;
    return right === '' ? null : compare(left, operator, right);
  }
  reader.at += 1;
  reader.depth += 1;
  // Nobody nests this deep; the stack is not endless.
  if (reader.depth > 100) return null;
  const found = readOr(reader);
  if (reader.tokens[reader.at] !== ')') return null;
  reader.at += 1;
  reader.depth -= 1;
  return found;
}

const isText = (token: string) => /^["']/.test(token);
const operators = ['===', '==', '~=', '!=', '<=', '>=', '<', '>', 'in', 'not in'];
const flipped = new Map([
  ['<', '>'],
  ['>', '<'],
  ['<=', '>='],
  ['>=', '<='],
]);

function compare(left: string, operator: string, right: string): PythonSet {
  if (isText(left) === isText(right) || !operators.includes(operator)) return everyPython;
  const [name, value] = isText(right) ? [left, right.slice(1, -1)] : [right, left.slice(1, -1)];
  const reversed = isText(left);
  if (name === 'python_version' || name === 'python_full_version')
    return versionSet(name, reversed ? (flipped.get(operator) ?? operator) : operator, value);
  const here = onLinux.get(name.replace('.', '_'));
  if (!here) return everyPython;
  return here.some((each) => holds(each, operator, value, reversed)) ? everyPython : 0;
}

// What a slim image of Python says of itself; of two, either may be.
const onLinux = new Map<string, readonly string[]>([
  ['sys_platform', ['linux']],
  ['platform_system', ['Linux']],
  ['os_name', ['posix']],
  ['platform_python_implementation', ['CPython']],
  ['python_implementation', ['CPython']],
  ['implementation_name', ['cpython']],
  ['platform_machine', ['x86_64', 'aarch64']],
]);

function holds(here: string, operator: string, value: string, reversed: boolean): boolean {
  const within = reversed ? here.includes(value) : value.includes(here);
  if (operator === '==' || operator === '===') return here === value;
  if (operator === '!=') return here !== value;
  if (operator === 'in') return within;
  return operator === 'not in' ? !within : true;
}

function versionSet(name: string, operator: string, value: string): PythonSet {
  const isListed = operator.endsWith('in');
  const allowed = isListed ? null : versionsAllowedBy(`${operator}${value}`);
  if (!isListed && allowed === null) return everyPython;
  return pythonMinors.reduce(
    (set, minor, index) =>
      (allowed ? versionsTried(name, minor, value).some(allowed) : isIn(name, minor, operator, value))
        ? set | (1 << index)
        : set,
    0,
  );
}

function isIn(name: string, minor: string, operator: string, value: string): boolean {
  const listed = value.split(/[\s,|]+/);
  if (operator === 'in') return listed.some((each) => each === minor || each.startsWith(`${minor}.`));
  return name !== 'python_version' || !listed.includes(minor);
}

const versionsTried = (name: string, minor: string, value: string): string[] =>
  name === 'python_version'
    ? [minor]
    : [`${minor}.0`, `${minor}.99`, ...(value.startsWith(`${minor}.`) ? [value] : [])];

// Null for what compares nothing.
function versionsAllowedBy(specifier: string): ((version: string) => boolean) | null {
  if (/[a-z]/i.test(specifier))
    return validRange(specifier) ? (version) => satisfies(version, specifier) : null;
  const comparisons = comparisonsOf(specifier);
  return comparisons && ((version) => allows(comparisons, releaseOf(version) ?? []));
}
