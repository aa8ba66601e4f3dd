import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { commandLine, type Place } from './errors';

/** A JSON file in which options may stand, and the path below which they stand there. */
export interface OptionFile {
  /** Relative to the workspace root. */
  readonly file: string;
  readonly text: string;
  readonly prefix: readonly string[];
}

/** The names of options that a command line gave over what files state. */
export const overridden = (given: object, stated: object): string[] => {
  const before = new Map(Object.entries(stated).map(([name, value]) => [name, JSON.stringify(value)]));
  return Object.entries(given).flatMap(([name, value]) =>
    JSON.stringify(value) === before.get(name) ? [] : [name],
  );
};

/**
 * Says where an option stands: the command line, else the first of the files that has it, else the first file without a line.
 * @param option a path such as `ports[0]` or `environment.LOG_LEVEL`; empty for the options as a whole
 * @param given names of the options that the command line gave
 */
export function placeOfOption(
  files: readonly OptionFile[],
  option: string,
  given: readonly string[] = [],
): Place {
  if (given.some((name) => option === name || option.startsWith(`${name}.`) || option.startsWith(`${name}[`)))
    return commandLine(option.replace(/\[.*$/, ''));
  for (const { file, text, prefix } of files) {
    const json = text.replace(/^\uFEFF/, '');
    const tree = parseTree(json);
    const options = tree && findNodeAtLocation(tree, [...prefix]);
    const node = options && descend(options, option);
    if (node) return { file, line: lineAt(json, node.offset), option: joined(prefix, option) };
  }
  const first = files[0];
  return { file: first?.file ?? 'project.json', option: joined(first?.prefix ?? [], option) };
}

const joined = (prefix: readonly string[], option: string) =>
  [...prefix, option].filter((part) => part !== '').join('.');

// Keys may hold dots and brackets themselves, so the keys that are there are tried against the path.
function descend(node: Node, path: string): Node | undefined {
  if (path === '') return node;
  const children = node.children ?? [];
  const steps = children.map((child, index) =>
    node.type === 'array'
      ? { key: `[${index}]`, value: child }
      : { key: String(child.children?.[0]?.value), value: child.children?.[1] },
  );
  for (const { key, value } of steps) {
    const rest = path.slice(key.length);
    const found =
      path.startsWith(key) && value && /^($|[.[])/.test(rest) && descend(value, rest.replace(/^\./, ''));
    if (found) return found;
  }
  return undefined;
}

const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length;
