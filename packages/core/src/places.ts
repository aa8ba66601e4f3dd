import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Place } from './errors';

/** A JSON file in which options may stand, and the path below which they stand there. */
export interface OptionFile {
  /** Relative to the workspace root. */
  readonly file: string;
  readonly text: string;
  readonly prefix: readonly string[];
}

/**
 * Says where an option stands: the first of the files that has it, else the first file without a line.
 * @param option a path such as `ports[0]` or `environment.LOG_LEVEL`
 */
export function placeOfOption(files: readonly OptionFile[], option: string): Place {
  const segments = option
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  for (const { file, text, prefix } of files) {
    const tree = parseTree(text);
    const node = tree && findNodeAtLocation(tree, [...prefix, ...segments]);
    if (node) return { file, line: lineAt(text, node.offset), option: `${prefix.join('.')}.${option}` };
  }
  const first = files[0];
  return {
    file: first?.file ?? 'project.json',
    option: `${first ? `${first.prefix.join('.')}.` : ''}${option}`,
  };
}

const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length;
