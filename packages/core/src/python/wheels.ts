/** Whether a wheel, by its file name, installs on Linux with glibc, on x86-64 or ARM, for a minor version of Python. */
export function wheelFits(fileName: string, minor: string): boolean {
  const tags = fileName
    .replace(/\.whl$/, '')
    .split('-')
    .slice(-3);
  const [pythons = '', abis = '', platforms = ''] = tags.map((tag) => tag.toLowerCase());
  return (
    tags.length === 3 &&
    platforms.split('.').some(fitsPlatform) &&
    pythons.split('.').some((python) => abis.split('.').some((abi) => fitsPython(python, abi, minor)))
  );
}

// The platform may be one of several joined by dots; musllinux is Alpine's.
const fitsPlatform = (platform: string) =>
  platform === 'any' || /^(many)?linux\w*_(x86_64|aarch64)$/.test(platform);

function fitsPython(python: string, abi: string, minor: string): boolean {
  const wanted = Number(minor.split('.')[1]);
  const [, kind = '', number = ''] = /^(cp|py)3(\d*)$/.exec(python) ?? [];
  if (kind === '') return false;
  const built = number === '' ? 0 : Number(number);
  if (kind === 'py') return abi === 'none' && built <= wanted;
  if (abi === 'abi3') return built <= wanted;
  return built === wanted && [`cp3${number}`, `cp3${number}m`, 'none'].includes(abi);
}
