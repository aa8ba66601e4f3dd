import { posix } from 'node:path';
import { declarations, readFrom, readSources } from './instructions';
import { logicalLines } from './logical-lines';
import { substitute } from './words';

export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  readonly rest: string;
}

/** A stage of a Dockerfile with its instructions, FROM left out. */
export interface BuildStage {
  /** In small letters; null where it has none. */
  readonly name: string | null;
  /** The image or stage that it begins with. */
  readonly base: string;
  /** Where it begins: the last WORKDIR of the stage that it is based on. */
  readonly workdir: string;
  readonly instructions: Instruction[];
}

/**
 * The stages that an image is made of: the one that is built, what it is based on, and what they copy or mount from.
 * @param target the stage that is built; the last one where there is none of that name
 */
export function reachedStages(
  text: string,
  args: Readonly<Record<string, string>>,
  target: string | null,
): readonly BuildStage[] {
  const stages = readStages(text, args);
  const named = (name: string) =>
    stages.find((stage, index) => stage.name === name.toLowerCase() || String(index) === name);
  const reached = new Set<BuildStage>();
  const open = [(target === null ? undefined : named(target)) ?? stages.at(-1)];
  for (let stage = open.pop(); stage; stage = open.pop()) {
    if (reached.has(stage)) continue;
    reached.add(stage);
    const { base, instructions } = stage;
    const sources = instructions.flatMap(({ keyword, rest }) =>
      ['COPY', 'ADD', 'RUN'].includes(keyword) ? rest : [],
    );
    // A variable may name any of them.
    if (sources.some((rest) => /from=\S*\$/.test(rest))) return stages;
    open.push(...[base, ...sources.flatMap(readSources)].flatMap((name) => named(name) ?? []));
  }
  return stages.filter((stage) => reached.has(stage));
}

function readStages(text: string, args: Readonly<Record<string, string>>): BuildStage[] {
  const values = new Map<string, string>();
  const stages: BuildStage[] = [];
  for (const line of logicalLines(text)) {
    const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/s.exec(line) ?? [];
    const keyword = word.toUpperCase();
    const stage = stages.at(-1);
    if (keyword === 'FROM') {
      const { image, name } = readFrom(rest, values);
      const base = stages.find((each) => each.name === image.toLowerCase());
      stages.push({ name, base: image, workdir: base ? lastWorkdir(base) : '/', instructions: [] });
    } else if (stage) stage.instructions.push({ keyword, rest });
    else if (keyword === 'ARG')
      for (const { name, value } of declarations(rest))
        values.set(name, args[name] ?? substitute(value, values));
  }
  return stages;
}

const lastWorkdir = ({ workdir, instructions }: BuildStage) =>
  instructions
    .filter(({ keyword }) => keyword === 'WORKDIR')
    .reduce((at, { rest }) => posix.resolve(at, rest.replace(/^"(.*)"$/, '$1')), workdir);
