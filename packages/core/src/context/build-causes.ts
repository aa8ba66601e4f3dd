import { caBundle } from '../dockerfile/network-secrets';
import type { PydockError } from '../errors';
import type { FailedStep } from '../messages/build';
import {
  certificateUntrusted,
  gitMissing,
  hashMismatch,
  lockOutOfDate,
  pythonUnsuitable,
  systemPackageMissing,
} from '../messages/build-causes';
import { pythonsAllowedBy } from '../python/newest-python';
import { builtPackage, cureOf, debianOfHeader } from './build-cures';

/** The error for what a log tells; null where it is another cause. */
type Cause = (failed: FailedStep, log: string) => PydockError | null;

/** The error for the first known cause that the log of a failed step tells of; null where it tells of none. */
export function causeInLog(failed: FailedStep): PydockError | null {
  // Pipenv breaks its lines to the width of a terminal, with a space before the break.
  const log = failed.log.join('\n').replaceAll(/ \n/g, ' ');
  for (const cause of causes) {
    const error = cause(failed, log);
    if (error) return error;
  }
  return null;
}

const causes: readonly Cause[] = [
  // Before what an index that can't be reached makes of every package: pip calls it not found.
  when(/certificate verify failed|invalid peer certificate|CERTIFICATE_VERIFY_FAILED/i, (failed) =>
    certificateUntrusted(failed, caBundle),
  ),
  when(/Cannot find command 'git'|Git executable not found/i, gitMissing),
  when(/(?:Hash mismatch for|Hash for) `?([\w.-]+(?:==[\w.+-]+)?)/, (failed, [, requirement = '']) =>
    hashMismatch(failed, requirement),
  ),
  when(/DO NOT MATCH THE HASHES[^\n]*\n\s*(\S+)/, (failed, [, requirement = '']) =>
    hashMismatch(failed, requirement),
  ),
  ...(
    [
      [/The lockfile at `\S+` needs to be updated/, 'uv.lock', 'uv lock'],
      [/changed significantly since poetry\.lock was last generated/, 'poetry.lock', 'poetry lock'],
      [
        /Lockfile doesn't satisfy the project requirements|Lock file hash doesn't match/i,
        'pdm.lock',
        'pdm lock',
      ],
      [/Your Pipfile\.lock \(\w+\) is out of date/, 'Pipfile.lock', 'pipenv lock'],
    ] as const
  ).map(([pattern, lockfile, command]) =>
    when(pattern, (failed) => lockOutOfDate(failed, lockfile, command)),
  ),
  ignoredByPip,
  when(
    /Package '([^']+)' requires a different Python: \S+ not in '([^']+)'/,
    (failed, [, name = '', specifier = '']) => unsuitable(failed, name, specifier),
  ),
  when(/No interpreter found for Python (\S+)/, (failed, [, specifier = '']) =>
    unsuitable(failed, 'the project', specifier),
  ),
  when(
    /Python version \S+ is not (?:supported|allowed) by the project \(([^)]+)\)/,
    (failed, [, specifier = '']) => unsuitable(failed, 'the project', specifier),
  ),
  when(
    /Because (\S+) has no wheels with a matching Python (?:version|ABI) tag/,
    (failed, [, requirement = ''], log) => pythonUnsuitable(failed, requirement, null, newestTag(log)),
  ),
  missing(/fatal error: (\S+\.h(?:pp)?): No such file/, (header) => [
    `the header ${header}`,
    debianOfHeader(header),
  ]),
  missing(/pg_config executable not found/, () => ['pg_config', ['gcc', 'libc6-dev', 'libpq-dev']]),
  missing(/mysql_config not found|Can not find valid pkg-config name/, () => [
    'the MySQL client',
    ['default-libmysqlclient-dev', 'gcc', 'libc6-dev', 'pkg-config'],
  ]),
  missing(/can't find Rust compiler|Cargo, the Rust package manager, is not installed/, () => [
    'a Rust compiler',
    ['cargo', 'gcc', 'libc6-dev'],
  ]),
  missing(
    /(?:No such file or directory|command) ?:? '((?:[\w-]+-)?(?:gcc|g\+\+|cc|c\+\+|clang))'(?:$| failed: No such file)|linker `(cc)` not found|(gcc|g\+\+|cc): (?:command )?not found|unable to execute '(\S*gcc)'/m,
    () => ['a compiler', ['g++', 'gcc', 'libc6-dev']],
  ),
];

function when(
  pattern: RegExp,
  explain: (failed: FailedStep, match: RegExpExecArray, log: string) => PydockError,
): Cause {
  return (failed, log) => {
    const match = pattern.exec(log);
    return match && explain(failed, match, log);
  };
}

/** Something of Debian that a package wants while it is built. */
function missing(pattern: RegExp, what: (named: string) => readonly [string, readonly string[]]): Cause {
  return when(pattern, (failed, [, named = ''], log) => {
    const [name, debian] = what(named);
    const built = builtPackage(log);
    return systemPackageMissing(failed, name, built, cureOf(built, debian));
  });
}

// pip lists the versions that are for other Pythons, and then finds none.
function ignoredByPip(failed: FailedStep, log: string): PydockError | null {
  const [, name, version = ''] = /No matching distribution found for ([\w.-]+)==([\w.+-]+)/.exec(log) ?? [];
  const [, ignored = ''] = /that require a different python version: (.*)/.exec(log) ?? [];
  const stated = ignored.split('; ').find((each) => each.startsWith(`${version} Requires-Python `));
  return name === undefined || stated === undefined
    ? null
    : unsuitable(failed, `${name}==${version}`, stated.slice(stated.lastIndexOf(' ') + 1));
}

const unsuitable = (failed: FailedStep, wants: string, specifier: string) =>
  pythonUnsuitable(failed, wants, specifier, pythonsAllowedBy(specifier)[0] ?? null);

// uv names the tags that there are wheels for.
function newestTag(log: string): string | null {
  const tags = Array.from(log.matchAll(/`cp3(\d+)`/g), ([, minor = '']) => Number(minor));
  const [, wanted = ''] = /\(e\.g\., `cp3(\d+)`\)/.exec(log) ?? [];
  const others = tags.filter((minor) => minor !== Number(wanted));
  return others.length === 0 ? null : `3.${Math.max(...others)}`;
}
