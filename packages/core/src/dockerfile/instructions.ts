import { logicalLines } from './logical-lines';
import { substitute, words } from './words';

/** What pydock reads from a Dockerfile, whoever wrote it. */
export interface DockerfileFacts {
  /** The images that a build reads, by FROM, COPY --from or a mount, arguments substituted; no stages, no scratch. */
  readonly baseImages: readonly string[];
  /** The names of its ARG instructions. */
  readonly args: readonly string[];
  /** The stages, by which a target names one: its name in small letters, else its number. */
  readonly stages: readonly string[];
  /** Whether the image checks its own health. */
  readonly healthcheck: boolean;
}

/** A stage; a name is case-insensitive. */
interface Stage {
  readonly name: string | null;
  healthcheck: boolean;
}

/**
 * Reads the instructions that pydock must know of.
 * @param args the build arguments that will be given
 * @param target the stage that will be built; the last one where there is none of that name
 */
export function readDockerfile(
  text: string,
  args: Readonly<Record<string, string>> = {},
  target: string | null = null,
): DockerfileFacts {
  const values = new Map<string, string>();
  const stages: Stage[] = [];
  const baseImages = new Set<string>();
  const names = new Set<string>();
  const stageOf = (name: string) =>
    stages.find((stage, index) => stage.name === name.toLowerCase() || String(index) === name);
  for (const line of logicalLines(text)) {
    const [, keyword = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    const stage = stages.at(-1);
    switch (keyword.toUpperCase()) {
      case 'ARG':
        for (const { name, value } of declarations(rest)) {
          names.add(name);
          // Only arguments from before the first FROM count in a FROM.
          if (!stage) values.set(name, args[name] ?? substitute(value, values));
        }
        break;
      case 'FROM': {
        const { image, name } = readFrom(rest, values);
        const base = stages.find((each) => each.name === image.toLowerCase());
        if (!base && image !== '' && image !== 'scratch') baseImages.add(image);
        stages.push({ name, healthcheck: base?.healthcheck ?? false });
        break;
      }
      case 'HEALTHCHECK':
        if (stage) stage.healthcheck = !/^NONE\b/i.test(rest);
        break;
      case 'COPY':
      case 'RUN':
        for (const source of readSources(rest)) if (!stageOf(source)) baseImages.add(source);
    }
  }
  const built = (target === null ? undefined : stageOf(target)) ?? stages.at(-1);
  return {
    baseImages: [...baseImages],
    args: [...names],
    stages: stages.map(({ name }, index) => name ?? String(index)),
    healthcheck: built?.healthcheck ?? false,
  };
}

/** `ARG A=1 B="x y" C` */
export const declarations = (rest: string) =>
  words(rest).flatMap((word) => {
    const [, name, value = ''] = /^(\w+)(?:=(.*))?$/s.exec(word) ?? [];
    return name === undefined ? [] : [{ name, value }];
  });

/** `--platform=… image AS name` */
export function readFrom(rest: string, values: ReadonlyMap<string, string>) {
  const [image = '', , name = null] = words(rest).filter((word) => !word.startsWith('--'));
  return { image: substitute(image, values), name: name?.toLowerCase() ?? null };
}

/** Images and stages that `--from=…` and `--mount=…,from=…` read; flags stand before anything else. */
export function readSources(rest: string): string[] {
  const flags = /^(?:--\S+\s+)*/.exec(rest)?.[0] ?? '';
  const sources = [...flags.matchAll(/(?:^|\s)--(?:from=|mount=(?:\S*,)?from=)["']?([^\s,"']+)/g)];
  return sources.flatMap(([, source]) => (source === undefined || source.includes('$') ? [] : [source]));
}
