/** A dependency as PEP 508 writes it. */
export interface Pep508 {
  /** Normalised as PEP 503 says. */
  readonly name: string;
  /** Normalised, in the order written. */
  readonly extras: readonly string[];
  /** Without spaces, such as `>=2,<4`; `@` and the URL for a direct reference; empty where there is none. */
  readonly specifier: string;
  readonly url: string | null;
  /** The environment marker as written; empty where there is none. */
  readonly marker: string;
}

/** PEP 503: `Flask_Login` and `flask.login` are both `flask-login`. */
export const normaliseName = (name: string): string => name.replace(/[-_.]+/g, '-').toLowerCase();

const comparison = /^(?:===|==|~=|!=|<=|>=|<|>)\s*[\w.*+!-]+$/;

/** Reads a PEP 508 dependency; null for what is none. */
export function parsePep508(text: string): Pep508 | null {
  const [name] = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/.exec(text.trim()) ?? [];
  if (name === undefined) return null;
  const afterName = text.trim().slice(name.length).trimStart();
  const extras = readExtras(afterName);
  if (!extras) return null;
  const stated = { name: normaliseName(name), extras: extras.names };
  if (extras.rest.startsWith('@')) return { ...stated, ...readUrl(extras.rest.slice(1).trim()) };
  const [versions = '', ...markers] = extras.rest.split(';');
  const specifier = readVersions(versions.trim());
  return specifier === null ? null : { ...stated, specifier, url: null, marker: markers.join(';').trim() };
}

function readExtras(text: string): { names: string[]; rest: string } | null {
  if (!text.startsWith('[')) return { names: [], rest: text };
  const end = text.indexOf(']');
  const inside = text.slice(1, end);
  if (end === -1 || !/^[\w\s,.-]*$/.test(inside)) return null;
  const names = inside.split(',').map((extra) => normaliseName(extra.trim()));
  return { names: names.filter((extra) => extra !== ''), rest: text.slice(end + 1).trimStart() };
}

// Within a URL a semicolon belongs to it: a marker stands after a space.
function readUrl(text: string): Pick<Pep508, 'specifier' | 'url' | 'marker'> {
  const [url = '', ...rest] = text.split(/\s/);
  const marker = rest.join(' ').trim();
  return { specifier: `@${url}`, url, marker: marker.startsWith(';') ? marker.slice(1).trim() : '' };
}

// Null for what is no list of comparisons; one comma too many at the end is let pass, as pip does.
function readVersions(text: string): string | null {
  const bare = text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1).trim() : text;
  if (bare === '') return '';
  const parts = bare.split(',').map((part) => part.trim());
  if (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts.every((part) => comparison.test(part)) ? parts.join(',').replace(/\s/g, '') : null;
}
