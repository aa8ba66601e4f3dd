import { describe, expect, it } from 'vitest';
import {
  DEBIAN_KEYRING,
  debianMirror,
  parseDeb822,
  parseList,
  sourceOf,
  withoutCredentials,
} from './apt-sources.mjs';

const deb822 = `Types: deb
# a comment inside
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main

Types: deb
Enabled: no
URIs: http://off.example/debian
Suites: bookworm
Components: main
`;

const os = { id: 'debian', version: '12', codename: 'bookworm' };

describe('parseList', () => {
  it('reads one-line sources with and without options', () => {
    const text = [
      '# deb http://commented.example/debian bookworm main',
      'deb http://mirror.example/debian/ bookworm main contrib # the archive',
      'deb-src http://mirror.example/debian bookworm main',
      'deb [arch=amd64 signed-by=/etc/apt/keyrings/other.gpg] https://other.example bookworm stable',
    ].join('\n');
    expect(parseList(text)).toEqual([
      {
        uris: ['http://mirror.example/debian/'],
        suites: ['bookworm'],
        components: ['main', 'contrib'],
        signedBy: '',
      },
      {
        uris: ['https://other.example'],
        suites: ['bookworm'],
        components: ['stable'],
        signedBy: '/etc/apt/keyrings/other.gpg',
      },
    ]);
  });
});

describe('parseDeb822', () => {
  it('reads stanzas, and leaves out disabled ones', () => {
    const uris = parseDeb822(deb822).map((source) => source.uris);
    expect(uris).toEqual([['http://mirror.example/debian'], ['http://mirror.example/debian-security']]);
  });

  it('reads values that go on in the next line', () => {
    const [source] = parseDeb822(
      'Types: deb\nURIs: http://a.example/debian\nSuites:\n bookworm\n sid\nComponents: main\n',
    );
    expect(source?.suites).toEqual(['bookworm', 'sid']);
  });
});

describe('debianMirror', () => {
  it('finds the archive and its keyring', () => {
    const expected = { uri: 'http://mirror.example/debian', keyring: DEBIAN_KEYRING };
    expect(debianMirror(parseDeb822(deb822), os)).toEqual(expected);
  });

  it('is not misled by somebody else’s archive for the same release', () => {
    const lists = parseList(
      'deb [signed-by=/etc/apt/keyrings/other.gpg] https://other.example bookworm main\n' +
        'deb https://unsigned.example/apt bookworm main\n' +
        'deb http://mirror.example/debian/ bookworm main',
    );
    expect(debianMirror(lists, os)?.uri).toBe('http://mirror.example/debian');
  });

  it('takes a list of mirrors', () => {
    const [source] = parseList('deb mirror+file:///etc/apt/mirrors/debian.list bookworm main');
    expect(source && debianMirror([source], os)?.uri).toBe('mirror+file:///etc/apt/mirrors/debian.list');
  });

  it('finds none on Ubuntu', () => {
    const ubuntu = { id: 'ubuntu', version: '24.04', codename: 'noble' };
    expect(debianMirror(parseList('deb http://mirror.example/ubuntu noble main'), ubuntu)).toBeNull();
    expect(debianMirror(parseList('deb cdrom:[Debian] bookworm main'), os)).toBeNull();
  });
});

describe('withoutCredentials', () => {
  it('drops user and password', () => {
    expect(withoutCredentials('https://user:word@mirror.example/debian')).toBe(
      'https://mirror.example/debian',
    );
    expect(withoutCredentials('http://mirror.example/debian')).toBe('http://mirror.example/debian');
  });
});

describe('sourceOf', () => {
  const mirror = { uri: 'http://user:word@mirror.example/debian', keyring: DEBIAN_KEYRING };

  it('names the mirror, without its password', () => {
    expect(sourceOf(mirror, 'trixie', false)).toBe('deb http://mirror.example/debian trixie main\n');
  });

  it('takes lists that are out of date where the machine does', () => {
    const expected = 'deb [check-valid-until=no] http://mirror.example/debian forky main\n';
    expect(sourceOf(mirror, 'forky', true)).toBe(expected);
  });
});
