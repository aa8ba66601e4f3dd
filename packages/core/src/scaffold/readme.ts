import type { FrameworkTemplate, ManifestTemplate, NewService } from './table';

/** The names of the targets that a README speaks of. */
export interface SpokenTargets {
  readonly up: string;
  readonly down: string;
}

/** The text of a service's README.md. */
export function readme(
  { name, beat }: NewService,
  framework: FrameworkTemplate,
  manifest: ManifestTemplate,
  targets: SpokenTargets,
): string {
  const kind = ['script', 'command'].includes(framework.name) ? '' : `, with ${framework.title}`;
  const lines = [
    `# ${name}`,
    '',
    `${framework.what}${kind}.`,
    '',
    '```sh',
    ...columns([
      [`nx run ${name}:${targets.up}`, 'build, start, wait until it is well'],
      [`nx run ${name}:${targets.down}`, 'stop and remove'],
    ]),
    '```',
    '',
    'Settings come from the environment:',
    '',
    ...framework.settings.map((setting) => `- \`${setting.name}\`: ${setting.means}`),
    '',
    `Set them, ports and volumes by the options of \`${targets.up}\` in \`project.json\`.`,
    '',
    ...(beat
      ? [
          `The project \`${name}-beat\` sends out the schedule in app/celery.py. Start one of it, not more.`,
          '',
        ]
      : []),
    '## Development',
    '',
    '```sh',
    ...manifest.test,
    '```',
    '',
    `Another package: ${manifest.lock === null ? manifest.add : `\`${manifest.add}\``}.`,
    ...(framework.notes === undefined ? [] : ['', ...framework.notes]),
  ];
  return `${lines.join('\n')}\n`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([command]) => command.length));
  return rows.map(([command, what]) => `${command.padEnd(width)}   # ${what}`);
}
