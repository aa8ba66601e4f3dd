import { describe, expect, it } from 'vitest';
import { markerReader, pythonsIn, pythonsOfMarker } from './markers';
import { pythonMinors } from './python-releases';

// The Pythons of a marker in short: `3.9 3.10`, or `all`.
const pythons = (marker: string) => pythonsIn(pythonsOfMarker(marker))?.join(' ') ?? 'all';

describe('pythonsOfMarker', () => {
  it.each([
    ['', 'all'],
    ['sys_platform == "linux"', 'all'],
    ["sys_platform == 'win32'", ''],
    ['"win" in sys_platform', ''],
    ['sys_platform != "win32"', 'all'],
    ['sys_platform in "linux darwin"', 'all'],
    ['sys_platform not in "linux"', ''],
    ['os_name == "nt"', ''],
    ['platform_system == "Darwin" or platform_system == "Linux"', 'all'],
    ['platform_python_implementation == "PyPy"', ''],
    ['implementation_name != "cpython"', ''],
    ['platform_machine == "aarch64"', 'all'],
    ['platform_machine == "arm64"', ''],
    ['python_version < "3.11"', '3.8 3.9 3.10'],
    ['python_full_version < "3.11"', '3.8 3.9 3.10'],
    ["python_full_version >= '3.11.3'", '3.11 3.12 3.13 3.14'],
    ["python_full_version == '3.11.3'", '3.11'],
    ["python_full_version == '3.12.*'", '3.12'],
    ['python_version == "3.9" or python_version == "3.14"', '3.9 3.14'],
    ['"3.12" <= python_version', '3.12 3.13 3.14'],
    ['python_version in "3.9, 3.10"', '3.9 3.10'],
    ['python_version not in "3.9 3.10 3.11 3.12"', '3.8 3.13 3.14'],
    ['python_version < "3.10" and sys_platform == "linux"', '3.8 3.9'],
    ['python_version < "3.10" and (sys_platform == "win32" or os_name == "posix")', '3.8 3.9'],
    ['python_version < "3.10" or sys_platform == "win32" and os_name == "posix"', '3.8 3.9'],
    ['extra == "dev"', 'all'],
    ['extra == "dev" and python_version < "3.10"', '3.8 3.9'],
    ['platform_release >= "5"', 'all'],
    ['nonsense', 'all'],
    ['python_version <', 'all'],
    ['python_version < "3.10" python_version', 'all'],
    ['(python_version < "3.10"', 'all'],
    ['python_version < "x"', 'all'],
    ['"3.9" constructor python_version', 'all'],
    ['constructor == "x"', 'all'],
  ])('of %j are %j', (marker, expected) => {
    expect(pythons(marker)).toBe(expected);
  });

  it('takes whatever is nested too deeply for true', () => {
    expect(pythons('('.repeat(50_000))).toBe('all');
  });

  it('is the same when read twice', () => {
    const read = markerReader();
    expect([read('python_version < "3.10"'), read('python_version < "3.10"')]).toEqual([3, 3]);
    expect(pythonMinors[0]).toBe('3.8');
  });
});
