import { normaliseName } from '../python/pep508';
import { nameOf, pinsOf } from './pins';
import type { FrameworkTemplate } from './table';

/** The name of a service's distribution: its own, unless a package that it installs has that. */
export function distributionOf(serviceName: string, template: FrameworkTemplate): string {
  const name = normaliseName(serviceName);
  const { requires, develops } = pinsOf(template);
  return [...requires, ...develops].some((line) => nameOf(line) === name) || name === 'pytest'
    ? `${name}-service`
    : name;
}

/** The name that a distribution is imported by: an identifier, and none that Python has a meaning for. */
export function moduleOf(distribution: string): string {
  const name = distribution.replaceAll('-', '_');
  return /^\d/.test(name) || taken.has(name) ? `app_${name}` : name;
}

// Python's keywords, and the modules of its standard library that a service could well be called.
const taken = new Set(
  [
    'and as assert async await break class continue def del elif else except finally for from global if import in is',
    'lambda nonlocal not or pass raise return try while with yield match case type none true false tests src',
    'abc argparse array ast asyncio base64 bisect builtins calendar cmath cmd code codecs codeop collections colorsys',
    'compileall contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest',
    'email encodings enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc getopt getpass',
    'gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io ipaddress itertools',
    'json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder multiprocessing netrc',
    'numbers operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix pprint profile',
    'pstats pty pwd pyclbr pydoc queue quopri random re readline reprlib resource runpy sched secrets select selectors',
    'shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl stat statistics string stringprep struct',
    'subprocess symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap this threading',
    'time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata unittest',
    'urllib uuid venv warnings wave weakref webbrowser winreg xml xmlrpc zipapp zipfile zipimport zlib zoneinfo',
  ].flatMap((line) => line.split(' ')),
);
