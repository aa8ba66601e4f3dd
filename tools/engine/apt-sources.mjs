/** @typedef {{ uris: string[], suites: string[], components: string[], signedBy: string }} AptSource */
/** @typedef {{ uri: string, keyring: string }} Mirror */

export const DEBIAN_KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const MOVING_SUITES = ['stable', 'oldstable', 'testing', 'unstable', 'sid'];

/** The sources in one-line style (.list). @param {string} text @returns {AptSource[]} */
export function parseList(text) {
  return text.split('\n').flatMap((line) => {
    const [, options = '', rest = ''] =
      /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(.*)$/.exec(line.replace(/#.*/, '')) ?? [];
    const [uri, suite, ...components] = words(rest);
    const signedBy = /signed-by=(\S+)/i.exec(options)?.[1] ?? '';
    return uri && suite ? [{ uris: [uri], suites: [suite], components, signedBy }] : [];
  });
}

/** The sources in deb822 style (.sources). @param {string} text @returns {AptSource[]} */
export function parseDeb822(text) {
  const stanzas = text.replace(/^#.*\n?/gm, '').split(/\n[ \t]*\n/);
  return stanzas.flatMap((stanza) => {
    /** @param {string} name */
    const field = (name) => words(new RegExp(`^${name}:(.*(?:\\n[ \\t].*)*)`, 'im').exec(stanza)?.[1] ?? '');
    if (!field('Types').includes('deb') || field('Enabled')[0]?.toLowerCase() === 'no') return [];
    const [uris, suites, components] = [field('URIs'), field('Suites'), field('Components')];
    return [{ uris, suites, components, signedBy: field('Signed-By')[0] ?? '' }];
  });
}

/**
 * The Debian archive among a machine's sources; null where there is none, as on Ubuntu.
 * @param {readonly AptSource[]} sources
 * @param {import('./decide.mjs').OsRelease} os
 * @returns {Mirror | null}
 */
export function debianMirror(sources, { id, codename }) {
  if (id !== 'debian') return null;
  const suites = [codename, ...MOVING_SUITES];
  const archives = sources
    .filter(
      (source) => source.components.includes('main') && source.suites.some((suite) => suites.includes(suite)),
    )
    .flatMap(({ uris, signedBy }) => uris.map((uri) => ({ uri: uri.replace(/\/+$/, ''), signedBy })))
    .filter(({ uri, signedBy }) => /^(https?|file|mirror\+file):/.test(uri) && mayBeDebians(signedBy));
  const best = archives.find(({ signedBy }) => signedBy.includes('debian-archive'));
  const found = best ?? archives.find(({ uri }) => uri.endsWith('/debian')) ?? archives[0];
  if (!found) return null;
  return { uri: found.uri, keyring: found.signedBy.startsWith('/') ? found.signedBy : DEBIAN_KEYRING };
}

/** A source signed by a key file of another name is somebody else's. @param {string} signedBy */
const mayBeDebians = (signedBy) => !signedBy.startsWith('/') || signedBy.includes('debian-archive');

/** A mirror as it may stand inside an image: without the user and password it may carry. @param {string} uri */
export const withoutCredentials = (uri) => uri.replace(/^(\w+:\/\/)[^/@]*@/, '$1');

/**
 * The sources.list of an image.
 * @param {Mirror} mirror @param {string} suite
 * @param {boolean} mayBeExpired An archive kept as of some day has suites whose lists are out of date.
 */
export const sourceOf = ({ uri }, suite, mayBeExpired) =>
  `deb ${mayBeExpired ? '[check-valid-until=no] ' : ''}${withoutCredentials(uri)} ${suite} main\n`;

/** @param {string} text */
const words = (text) => text.split(/\s+/).filter(Boolean);
