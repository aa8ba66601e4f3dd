/** What stands in a log where a secret was. */
export const masked = '****';

/** Takes secrets out of a text. */
export type Mask = (text: string) => string;

// The credentials of a URL; an "@" may stand in a password as it is.
const credentials = /(\b[a-z][a-z0-9+.-]*:\/\/)([^\s/:@'"]*)(:[^\s/'"]*)?@/gi;

/** The user's name and the password of every URL in a text, as they stand there; a name alone may be a token. */
export function urlCredentials(text: string): { user: string; password: string | null }[] {
  return [...text.matchAll(credentials)].map(([, , user = '', password]) => ({
    user,
    password: password?.slice(1) ?? null,
  }));
}

/** A mask for the values given and, whatever they are, for the credentials of URLs. */
export function maskOf(values: readonly string[]): Mask {
  const forms = [...new Set(values.flatMap(formsOf))].filter((form) => form.length >= shortest);
  const longestFirst = forms.sort((a, b) => b.length - a.length).map(escaped);
  const known = longestFirst.length > 0 ? new RegExp(longestFirst.join('|'), 'g') : null;
  return (text) => {
    const plain = known ? text.replace(known, masked) : text;
    return plain.replace(credentials, (whole, scheme: string, user: string, password?: string) => {
      if (password !== undefined) return `${scheme}${user}:${masked}@`;
      // `ssh://git@host` says nothing; `https://token@host` does.
      return /^https?:/i.test(scheme) ? `${scheme}${masked}@` : whole;
    });
  };
}

// What is shorter stands in half the words of a log; in a URL it is masked all the same.
const shortest = 4;

// As a URL has it, too.
function formsOf(value: string): string[] {
  return [value, encodeURIComponent(value), decoded(value)];
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
