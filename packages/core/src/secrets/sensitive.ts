import { indexEnvironment } from './index-environment';
import { urlCredentials } from './mask';

/** The parts of a secret that no log may have. Of a file that configures a tool these are its passwords, not its every line. */
export function sensitiveTexts(id: string, text: string): string[] {
  if (id === 'ca-bundle' || id === 'known-hosts') return [];
  return [...sensitiveUrls(text), ...passwordsOf(id, text)].filter((each) => each !== '');
}

/** The same of the URLs in a text: passwords, tokens in their place, and both as a header has them. */
export const sensitiveUrls = (text: string): string[] =>
  urlCredentials(text).flatMap(({ user, password }) =>
    password === null ? [user] : [password, base64(`${user}:${password}`)],
  );

/** The same of variables: of those that package managers know, their passwords; of others all but names. */
export function sensitiveVariables(variables: Readonly<Record<string, string>>): string[] {
  const known = indexEnvironment(variables);
  return Object.entries(variables).flatMap(([name, value]) => {
    const isWhole = isPassword.test(name) || !(known.includes(name) || isName.test(name));
    return [...sensitiveUrls(value), ...(isWhole ? [value] : [])];
  });
}

function passwordsOf(id: string, text: string): string[] {
  if (id === 'netrc') return netrcPasswords(text);
  if (['pip-conf', 'uv-toml', 'poetry-auth', 'pdm-config'].includes(id)) return namedPasswords(text);
  // What it is, only the Dockerfile knows.
  return text.split(/\r?\n/).map((line) => line.trim());
}

function netrcPasswords(text: string): string[] {
  const words = text.match(/"(?:\\.|[^"\\])*"|\S+/g)?.map(unquoted) ?? [];
  const after = (name: string) =>
    words.flatMap((word, index) => (word === name ? [words[index + 1] ?? ''] : []));
  const logins = after('login');
  const passwords = [...after('password'), ...after('account')];
  return [...passwords, ...logins.flatMap((login) => passwords.map((each) => base64(`${login}:${each}`)))];
}

const isPassword = /passw|token|secret|credential/i;
const isName = /user|login|name|host|url|index|mirror/i;

// Lines of INI, TOML and shell: the values of keys, and of sections, that are called passwords.
function namedPasswords(text: string): string[] {
  const found: string[] = [];
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[+([^\]]+)\]+\s*(#.*)?$/.exec(line)?.[1] ?? section;
    const pairs = line.matchAll(/([\w.-]+)["']?\s*[=:]\s*("(?:\\.|[^"\\])*"|'[^']*'|[^\s,}]+)/g);
    for (const [, key = '', value = ''] of pairs)
      if (isPassword.test(key) || isPassword.test(section)) found.push(unquoted(value));
  }
  return found;
}

const unquoted = (word: string) =>
  word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word.replace(/^'(.*)'$/, '$1');

const base64 = (text: string) => Buffer.from(text).toString('base64');
