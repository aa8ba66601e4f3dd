import type { BuildCure, BuiltPackage } from '../messages/build-causes';
import { knownPythons } from '../python/known-wheels/known-wheels';
import { normaliseName } from '../python/pep508';
import { systemPackageRows } from '../python/system-package-rows';

/** The package that a step was building when it failed, and its version, as far as the log tells. */
export function builtPackage(log: string): BuiltPackage | null {
  const named = buildingNow.flatMap((pattern) => [...log.matchAll(pattern)].at(-1)?.[1] ?? [])[0];
  if (named === undefined) return null;
  const name = normaliseName(named);
  const versions = Array.from(
    log.matchAll(/([\w.-]+?)(?:==|-| \(v?|` \(v?)(\d[\w.]*?)(?=\.tar\.gz|\.zip|\)|`|\s|$)/gm),
    ([, each = '', version = '']) => ({ name: normaliseName(each), version }),
  );
  return { name, version: versions.find((each) => each.name === name)?.version ?? null };
}

// What pip, uv, poetry and pdm say of a package that they could not build, and what pip said before it began.
const buildingNow = [
  /Failed building wheel for ([\w.-]+)/g,
  /Failed to (?:download and )?build `?([\w.-]+?)[=@` ]/g,
  /one of the following issues with ([\w.-]+) \(/g,
  /Install ([\w.-]+) \S+ failed/g,
  /^Collecting ([\w.-]+)/gm,
];

const instead: Readonly<Record<string, string>> = { psycopg2: 'psycopg2-binary' };

/**
 * What helps a package that can't be built.
 * @param debian what has the missing thing, beside what the table of system packages knows of the package
 */
export function cureOf(built: BuiltPackage | null, debian: readonly string[]): BuildCure {
  const row = built && systemPackageRows.find(({ of }) => of.includes(built.name));
  const pythons = built?.version ? knownPythons(built.name, `==${built.version}`) : null;
  return {
    debian: [...new Set([...(row?.build ?? []), ...debian])].sort(),
    python: pythons?.at(-1) ?? null,
    isSourceOnly: row?.sourceOnly ?? false,
    instead: (built && instead[built.name]) ?? null,
  };
}

// Headers by how they begin, and what has them.
const headers: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Python\.h$/, ['python3-dev']],
  [/^libpq/, ['libpq-dev']],
  [/^(mysql|my_)/, ['default-libmysqlclient-dev']],
  [/^ffi/, ['libffi-dev']],
  [/^openssl\//, ['libssl-dev']],
  [/^(libxml|xmlversion)/, ['libxml2-dev']],
  [/^libxslt/, ['libxslt1-dev']],
  [/^(lber|ldap)/, ['libldap-dev']],
  [/^sasl/, ['libsasl2-dev']],
  [/^(gssapi|krb5)/, ['libkrb5-dev']],
  [/^(jpeglib|jconfig)/, ['libjpeg-dev']],
  [/^(zlib|zconf)/, ['zlib1g-dev']],
  [/^(ft2build|freetype)/, ['libfreetype-dev']],
  [/^(sql|sqlext)\.h$/, ['unixodbc-dev']],
  [/^sqlite3/, ['libsqlite3-dev']],
  [/^portaudio/, ['portaudio19-dev']],
  [/^cairo/, ['libcairo2-dev']],
  [/^snappy/, ['libsnappy-dev']],
  [/^leveldb/, ['libleveldb-dev']],
  [/^curl\//, ['libcurl4-openssl-dev']],
  [/^gdal/, ['libgdal-dev']],
  [/^graphviz/, ['libgraphviz-dev']],
  [/^(unicode|icu)/, ['libicu-dev']],
  [/^(bzlib|bz2)/, ['libbz2-dev']],
  [/^lzma/, ['liblzma-dev']],
  [/^(std|string|limits|errno|assert|sys\/)/, ['libc6-dev']],
];

/** The Debian packages that have a header; none where that is not known. */
export const debianOfHeader = (header: string): readonly string[] =>
  headers.find(([pattern]) => pattern.test(header))?.[1] ?? [];
