import { valueOf } from '../python/fact';
import type { Detection } from '../python/project';
import { inspectReport } from './report';

/** A project that got its Docker files. */
export interface DockerizedProject {
  readonly root: string;
  readonly detection: Detection;
  /** The host port that it was given; null where it has none, or had one already. */
  readonly port: number | null;
}

/**
 * What was made of the projects of a workspace, for people, in lines.
 * @param libraries the directories in which nothing starts
 * @param up the name of the target that starts a service
 */
export function dockerizedText(
  made: readonly DockerizedProject[],
  libraries: readonly string[],
  up: string,
): string[] {
  const width = Math.max(...made.map(({ root }) => root.length), 0);
  const rows = made.map(({ root, detection, port }) => {
    const where = port === null ? '' : `http://localhost:${port}`;
    return `  ${root.padEnd(width)}  ${kindOf(detection).padEnd(18)}  ${where}`.trimEnd();
  });
  const heeded = made.flatMap(({ root, detection }) => inspectReport(root, detection, '.').warnings);
  return [
    ...(made.length > 0 ? ['Dockerized:', ...rows] : ['There is no app without a Dockerfile.']),
    ...block('Libraries, in which nothing starts:', libraries),
    ...block('Heed:', heeded),
    ...(made.length > 0 ? ['', `Start them:  nx run-many -t ${up}`] : []),
  ];
}

function kindOf({ framework, packageManager }: Detection): string {
  const name = valueOf(framework) ?? 'none';
  return `${name === 'none' ? 'script' : name} by ${valueOf(packageManager) ?? ''}`;
}

const block = (title: string, lines: readonly string[]) =>
  lines.length > 0 ? ['', title, ...lines.map((line) => `  ${line}`)] : [];
