import { posix } from 'node:path';
import { formatPlace } from '../errors';
import { type Problem, valueOf } from '../python/fact';
import type { Detection, Server } from '../python/project';
import { inspectReport, type InspectReport } from './report';

/**
 * A detection for people: a fact a line with its source, then what is to be heeded, then what must be settled.
 * @param from the directory that paths are relative to: the project's own, where nothing else is said
 */
export function inspectText(directory: string, detection: Detection, from: string = detection.root): string {
  const report = inspectReport(directory, detection, from);
  const { systemPackages: system, sources, entrypoint } = report;
  const server = valueOf(detection.server);
  const rows: Row[] = [
    ['package manager', withLock(report), sources['packageManager']],
    ['python', report.python && pythonText(report.python), sources['python']],
    ['framework', report.framework, sources['framework']],
    ['entry point', entrypoint && `${entrypoint.target} (${entrypoint.kind})`, sources['entrypoint']],
    ['server', server && serverText(server), serverSource(detection, from)],
    ['port', report.port === null ? null : String(report.port), sources['port']],
    ['health path', detection.healthPath],
    ['command', report.command && report.command.join(' ')],
    ['extras', report.extras?.join(' ') || null, sources['extras']],
    ['groups', report.groups?.join(' ') || null, sources['groups']],
    ...systemRows('build packages', system.build, (name) => sources[`systemPackages.build.${name}`]),
    ...systemRows('system packages', system.runtime, (name) => sources[`systemPackages.runtime.${name}`]),
    ...report.localDependencies.map((path) => ['needs', path, sources[`localDependencies ${path}`]] as const),
  ];
  const shown = rows.filter(([, value]) => value !== null);
  const width = Math.max(
    ...shown.map(([, value, source]) => (source ? Math.min(value?.length ?? 0, 48) : 0)),
  );
  const lines = shown.map(([label, value, source = '']) =>
    `  ${label.padEnd(16)}  ${(value ?? '').padEnd(source ? width : 0)}  ${source}`.trimEnd(),
  );
  return [`${detection.name} (${directory})`, '', ...lines, ...heeded(report), ...open(detection)].join('\n');
}

/** A label, what is known, and where it was seen. */
type Row = readonly [label: string, value: string | null, source?: string | undefined];

// Debian's packages by the line that needs them.
function systemRows(label: string, names: readonly string[], sourceOf: (name: string) => string | undefined) {
  const sources = [...new Set(names.map(sourceOf))];
  return sources.map((source, index): Row => {
    const needed = names.filter((name) => sourceOf(name) === source);
    return [index === 0 ? label : '', needed.join(' '), source];
  });
}

const withLock = ({ packageManager, lockfile }: InspectReport) =>
  packageManager && (lockfile ? `${packageManager}, locked by ${lockfile}` : packageManager);

const pythonText = ({ version, heldBackBy }: NonNullable<InspectReport['python']>) =>
  heldBackBy ? `${version}, held back by ${heldBackBy}` : version;

const serverText = ({ name, install }: Server) =>
  install ? `${name} ${install}, installed by the Dockerfile` : name;

function serverSource({ server }: Detection, from: string): string | undefined {
  const source = 'known' in server ? server.known.source : undefined;
  return typeof source === 'object'
    ? formatPlace({ ...source, file: posix.relative(from, source.file) })
    : source;
}

const heeded = ({ warnings }: InspectReport) =>
  warnings.length > 0 ? ['', 'Heed:', ...warnings.flatMap((each) => wrapped(each, 110))] : [];

// Broken between words, later lines deeper; a word of any length stays whole.
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each, index) => `${index === 0 ? '  ' : '    '}${each}`);
}

// What only follows from another problem is settled with it.
const follows = ({ fact, code }: Problem) =>
  code === 'PYDOCK_PACKAGE_MANAGER_AMBIGUOUS' && fact !== 'packageManager';

function open({ problems }: Detection): string[] {
  if (problems.length === 0) return [];
  const lines = problems
    .filter((each) => !follows(each))
    .flatMap(({ fact, code, message, choices, error }) => [
      ...wrapped(`${fact}: ${message} (${code})`, 110),
      ...(choices.length > 0 ? [`    one of: ${choices.join(', ')}`] : []),
      ...wrapped(`do: ${error.failure.todo.replace(/\s*\n\s*/g, ' ')}`, 108).map((line) => `  ${line}`),
    ]);
  return ['', 'To be settled:', ...lines];
}
