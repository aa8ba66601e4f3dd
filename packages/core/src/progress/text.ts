import truncated from 'fast-string-truncated-width';

/** Milliseconds for people: `71 ms`, `1.2 s`, `2 min 5 s`. */
export function formatTime(milliseconds: number): string {
  if (Math.round(milliseconds) < 1000) return `${Math.round(milliseconds)} ms`;
  if (Math.round(milliseconds / 100) < 600) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Bytes for people: `812 B`, `4.1 kB`, `16.1 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
}

// What moves the cursor, colours or rings; tabs and line ends are left.
const controls =
  /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** The lines of a log as a terminal would leave them: without colours, and what was written over left out. */
export const logLines = (text: string): string[] =>
  text
    .replace(controls, '')
    .split(/\r?\n/)
    .map((line) => line.replace(/\r+$/, '').split('\r').at(-1)?.trimEnd() ?? '')
    .filter((line) => line !== '');

/** The last line of a log that says anything; empty where none does. */
export const lastLine = (text: string): string => logLines(text.slice(-8192)).at(-1)?.trim() ?? '';

/** A text on one line. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A text of at most so many columns of a terminal; what is longer ends in `…`. */
export function fit(text: string, columns: number): string {
  if (columns <= 0) return '';
  const { index, ellipsed } = truncated(text, { limit: columns, ellipsis: '…' });
  return ellipsed ? `${text.slice(0, index)}…` : text.slice(0, index);
}

/** How many columns a text takes. */
export const widthOf = (text: string): number => truncated(text).width;
