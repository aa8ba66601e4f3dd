import { type AST, getStaticTOMLValue, ParseError, parseTOML } from 'toml-eslint-parser';
import { fileUnreadable } from '../messages/project';
import type { Place } from '../errors';

/** A TOML document whose values can be cited by line. */
export interface TomlDocument {
  readonly file: string;
  /** The value at a path of keys; undefined where there is none. */
  get(path: readonly (string | number)[]): unknown;
  /** Where the value at a path stands: its own line, or that of the nearest table above it. */
  place(path: readonly (string | number)[]): Place;
}

/**
 * Parses TOML with positions.
 * @param file its path relative to the workspace root, for messages
 * @throws PydockError PYDOCK_FILE_UNREADABLE with the line
 */
export function parseToml(file: string, text: string): TomlDocument {
  const ast = parse(file, text);
  const lines = new Map<string, number>();
  collect(ast, lines);
  const value = valueOfDocument(ast);
  return {
    file,
    get: (path) => at(value, path),
    place: (path) => {
      for (let depth = path.length; depth > 0; depth--) {
        const line = lines.get(keyOf(path.slice(0, depth)));
        if (line !== undefined) return { file, line };
      }
      return { file, line: 1 };
    },
  };
}

function parse(file: string, text: string): AST.TOMLProgram {
  try {
    return parseTOML(text);
  } catch (error) {
    if (error instanceof ParseError)
      throw fileUnreadable({ file, line: lineOf(error) }, `it is not TOML: ${error.message}`);
    throw error;
  }
}

// What is missing at the end of a line is noticed at the beginning of the next.
const lineOf = ({ lineNumber, column }: ParseError) =>
  column === 0 && lineNumber > 1 ? lineNumber - 1 : lineNumber;

const keyOf = (path: readonly (string | number)[]) => JSON.stringify(path);

function collect(ast: AST.TOMLProgram, lines: Map<string, number>): void {
  const note = (path: readonly (string | number)[], node: AST.TOMLNode) => {
    if (!lines.has(keyOf(path))) lines.set(keyOf(path), node.loc.start.line);
  };
  const visitValue = (path: readonly (string | number)[], node: AST.TOMLContentNode) => {
    note(path, node);
    if (node.type === 'TOMLArray')
      node.elements.forEach((element, index) => visitValue([...path, index], element));
    if (node.type === 'TOMLInlineTable') node.body.forEach((entry) => visitEntry(path, entry));
  };
  const visitEntry = (path: readonly (string | number)[], entry: AST.TOMLKeyValue) => {
    const keys = entry.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
    keys.forEach((_key, index) => note([...path, ...keys.slice(0, index + 1)], entry));
    visitValue([...path, ...keys], entry.value);
  };
  for (const node of ast.body[0].body) {
    if (node.type === 'TOMLKeyValue') visitEntry([], node);
    else {
      node.resolvedKey.forEach((_key, index) => note(node.resolvedKey.slice(0, index + 1), node));
      node.body.forEach((entry) => visitEntry(node.resolvedKey, entry));
    }
  }
}

type Table = Record<string | number, unknown>;

// The parser's own evaluation writes a key such as __proto__ or toString into the prototypes of all objects.
function valueOfDocument(ast: AST.TOMLProgram): Table {
  const root = emptyTable();
  for (const node of ast.body[0].body) {
    if (node.type === 'TOMLKeyValue') assign(root, node);
    else {
      const table = tableBelow(root, node.resolvedKey, node.kind === 'array');
      for (const entry of node.body) assign(table, entry);
    }
  }
  return root;
}

const emptyTable = (): Table => Object.create(null) as Table;

// A number in the path counts the tables of an array.
function tableBelow(root: Table, path: readonly (string | number)[], isArray = false): Table {
  let current = root;
  path.forEach((key, index) => {
    const next = path[index + 1];
    const isList =
      typeof next === 'number' || (isArray && index === path.length - 1 && typeof key !== 'number');
    const found = current[key];
    const below = typeof found === 'object' && found !== null ? (found as Table) : isList ? [] : emptyTable();
    current[key] = below;
    current = below as Table;
  });
  return current;
}

function assign(table: Table, entry: AST.TOMLKeyValue): void {
  const keys = entry.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
  const last = keys.pop();
  if (last !== undefined) tableBelow(table, keys)[last] = valueOfNode(entry.value);
}

function valueOfNode(node: AST.TOMLContentNode): unknown {
  if (node.type === 'TOMLArray') return node.elements.map(valueOfNode);
  if (node.type !== 'TOMLInlineTable') return getStaticTOMLValue(node);
  const table = emptyTable();
  for (const entry of node.body) assign(table, entry);
  return table;
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Table)[key];
  }
  return current;
}
