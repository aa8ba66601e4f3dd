const atoms: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    1,
    -1,
    0.5,
    8000,
    65536,
    1e21,
    '',
    ' ',
    'x',
    '8000:80',
    'data:/x',
    './a:/b',
    '512m',
  ],
  ...[
    '30s',
    'A=1',
    'CMD',
    '__proto__',
    'constructor',
    '\u0000',
    '${X}',
    '..',
    '/',
    '~',
    'no',
    'ä',
    '[::1]:80:80',
  ],
];

/** A value that JSON may hold, at most three deep. */
export function junk(next: () => number, depth = 0): unknown {
  const kind = depth < 3 ? Math.floor(next() * 4) : 0;
  const several = () => Array.from({ length: Math.floor(next() * 4) }, () => junk(next, depth + 1));
  if (kind < 2) return pick(atoms, next);
  if (kind === 2) return several();
  return JSON.parse(
    JSON.stringify(Object.fromEntries(several().map((value) => [String(pick(atoms, next)), value]))),
  );
}

/** One of the items. */
export const pick = <Item>(items: readonly Item[], next: () => number): Item =>
  items[Math.floor(next() * items.length)] as Item;

/** A text of pieces. */
export const textOf = (pieces: readonly string[], length: number, next: () => number): string =>
  Array.from({ length }, () => pick(pieces, next)).join('');
