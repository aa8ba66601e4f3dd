/** What pydock reads from a Dockerfile, whoever wrote it. */
export interface DockerfileFacts {
  /** The images that its FROM lines name, arguments substituted; stages and scratch are left out. */
  readonly baseImages: readonly string[];
  /** The names of its ARG instructions. */
  readonly args: readonly string[];
  /** Whether the image checks its own health. */
  readonly healthcheck: boolean;
}

/** Reads the FROM and ARG instructions; `args` are the build arguments that will be given. */
export function readDockerfile(text: string, args: Readonly<Record<string, string>> = {}): DockerfileFacts {
  const values = new Map<string, string>();
  const stages = new Set<string>();
  const baseImages = new Set<string>();
  const names = new Set<string>();
  let healthcheck = false;
  for (const line of instructions(text)) {
    if (/^HEALTHCHECK\s/i.test(line)) healthcheck = !/^HEALTHCHECK\s+NONE/i.test(line);
    const arg = /^ARG\s+(\w+)(?:=(.*))?$/i.exec(line);
    if (arg?.[1]) {
      names.add(arg[1]);
      if (stages.size + baseImages.size === 0) values.set(arg[1], args[arg[1]] ?? unquote(arg[2] ?? ''));
    }
    const from = /^FROM\s+(?:--platform=\S+\s+)?(\S+)(?:\s+AS\s+(\S+))?/i.exec(line);
    if (!from?.[1]) continue;
    const image = substitute(from[1], values);
    if (image !== 'scratch' && !stages.has(image.toLowerCase())) baseImages.add(image);
    if (from[2]) stages.add(from[2].toLowerCase());
  }
  return { baseImages: [...baseImages], args: [...names], healthcheck };
}

function instructions(text: string): string[] {
  const bare = text.split(/\r?\n/).filter((line) => !/^\s*#/.test(line));
  return bare
    .join('\n')
    .replace(/\\\s*\n/g, ' ')
    .split('\n')
    .map((line) => line.trim());
}

const unquote = (value: string) => value.trim().replace(/^(["'])(.*)\1$/, '$2');

function substitute(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g, (_match, braced, fallback, plain) => {
    return values.get(braced ?? plain) || (fallback ?? '');
  });
}
