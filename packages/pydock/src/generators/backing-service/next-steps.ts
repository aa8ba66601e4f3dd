import type { BackingKind, Service } from '@pydock/core';

/** Says, once the files are written, what was made and how to use it. */
export function backingSteps(
  service: Service,
  kind: BackingKind | null,
  up: string,
  wasThere: boolean,
  made: readonly string[],
): void {
  const { project, image, ports, connection } = service;
  const where = ports.flatMap(({ published }) => (published ? [`127.0.0.1:${published.from}`] : []));
  const at = where.length > 0 ? ` on ${where.join(' and ')}` : '';
  const variables = Object.keys(connection);
  const lines = [
    wasThere
      ? `${project} is there already: ${image}${at}.`
      : `${project}: ${kind?.title ?? 'any image'}, ${image}${at}.`,
    ...made.map((file) => `Secret:    ${file}, made at random; git does not see it`),
    ...(service.volumes.length === 0 && !kind
      ? ['Data:      none is kept; --dataDirectory mounts a volume']
      : []),
    ...(!service.checksHealth ? ['Health:    not checked; --healthcheck gives a command'] : []),
    ...(variables.length > 0
      ? [
          `Use it:    "implicitDependencies": ["${project}"] in the project.json of a service hands it`,
          `           ${variables.join(', ')}`,
        ]
      : []),
    `Start it:  nx run ${project}:${up}`,
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
}
