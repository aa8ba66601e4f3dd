import type { InspectReport } from './report';

/** A report for people: a fact a line with its source, then what is to be heeded, then what must be settled. */
export function inspectText(report: InspectReport): string {
  const { systemPackages: system, sources } = report;
  const rows: (readonly [string, string | null, (string | undefined)?])[] = [
    ['package manager', withLock(report), sources['packageManager']],
    ['python', report.python && pythonText(report.python), sources['python']],
    ['framework', report.framework, sources['framework']],
    [
      'entry point',
      report.entrypoint && `${report.entrypoint.target} (${report.entrypoint.kind})`,
      sources['entrypoint'],
    ],
    ['server', report.server && serverText(report.server), sources['server']],
    ['port', report.port === null ? null : String(report.port), sources['port']],
    ['health path', report.healthPath],
    ['command', report.command && report.command.join(' ')],
    ['build packages', system.build.join(' ') || null],
    ['system packages', system.runtime.join(' ') || null],
    ...report.localDependencies.map((path) => ['needs', path, sources[`localDependencies ${path}`]] as const),
  ];
  const shown = rows.filter(([, value]) => value !== null);
  const width = Math.max(...shown.map(([, value]) => Math.min(value?.length ?? 0, 40)));
  const lines = shown.map(([label, value, source = '']) =>
    `  ${label.padEnd(16)}  ${(value ?? '').padEnd(source ? width : 0)}  ${source}`.trimEnd(),
  );
  return [`${report.name} (${report.directory})`, '', ...lines, ...heeded(report), ...open(report)].join(
    '\n',
  );
}

const withLock = ({ packageManager, lockfile }: InspectReport) =>
  packageManager && (lockfile ? `${packageManager}, locked by ${lockfile}` : packageManager);

const pythonText = ({ version, heldBackBy }: NonNullable<InspectReport['python']>) =>
  heldBackBy ? `${version}, held back by ${heldBackBy}` : version;

const serverText = ({ name, install }: NonNullable<InspectReport['server']>) =>
  install ? `${name} ${install}, installed by the Dockerfile` : name;

const heeded = ({ warnings }: InspectReport) =>
  warnings.length > 0 ? ['', 'Heed:', ...warnings.map((each) => `  ${each}`)] : [];

function open({ problems }: InspectReport): string[] {
  if (problems.length === 0) return [];
  const lines = problems.flatMap(({ fact, code, message, choices }) => [
    `  ${fact}: ${message} (${code})`,
    ...(choices.length > 0 ? [`    one of: ${choices.join(', ')}`] : []),
  ]);
  return ['', 'To be settled:', ...lines];
}
