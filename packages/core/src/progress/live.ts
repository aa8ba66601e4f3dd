import { type BuildState, runningStep, type StepState } from './state';
import { fit, formatBytes, formatTime, oneLine, widthOf } from './text';

/** The lines that are drawn over and over while builds run, one a build; none is wider than the terminal. */
export function liveLines(builds: readonly BuildState[], now: number, columns: number): string[] {
  const rows = builds.map((build) => {
    const step = runningStep(build);
    return { name: build.service, place: placeOf(step), time: formatTime(now - build.started), step };
  });
  const width = (column: 'name' | 'place' | 'time') => Math.max(...rows.map((row) => widthOf(row[column])));
  // A service's name is cut before what it does is.
  const [name, place, time] = [
    Math.min(width('name'), Math.floor(columns / 3)),
    width('place'),
    width('time'),
  ];
  return rows.map((row) => {
    const head = `${pad(fit(row.name, name), name)}  ${pad(row.place, place)}  ${row.time.padStart(time)}`;
    const rest = columns - widthOf(head) - 2;
    return fit(rest < 8 ? head : `${head}  ${doing(row.step, rest)}`, columns).trimEnd();
  });
}

const placeOf = (step: StepState | null) =>
  step?.at ? `${step.at.stage ? `${step.at.stage} ` : ''}${step.at.number}/${step.at.total}` : '';

// The instruction, and what it printed last; the instruction gives way to that.
function doing(step: StepState | null, columns: number): string {
  if (!step) return 'waiting for the engine';
  const name = oneLine(step.at ? withoutFlags(step.at.instruction) : step.name.replace(/^\[internal\] /, ''));
  const said = oneLine(step.output) || amount(step);
  if (said === '') return fit(name, columns);
  const room = Math.max(Math.floor(columns / 2), columns - widthOf(said) - 3);
  const short = fit(name, room);
  return `${short} › ${fit(said, columns - widthOf(short) - 3)}`;
}

// Mounts stand before what says more.
const withoutFlags = (instruction: string) => instruction.replace(/^(\w+\s+)(?:--\S+\s+)+/, '$1');

function amount({ parts }: StepState): string {
  const known = [...parts.values()].filter(({ current }) => current > 0);
  if (known.length === 0) return '';
  const sum = (key: 'current' | 'total') => known.reduce((all, part) => all + part[key], 0);
  return known.every(({ total }) => total > 0)
    ? `${formatBytes(sum('current'))} of ${formatBytes(sum('total'))}`
    : formatBytes(sum('current'));
}

const pad = (text: string, columns: number) => text + ' '.repeat(Math.max(0, columns - widthOf(text)));
