const most = 10_000;
// A lock file of thousands of wheels has a few dozen kinds of them.
const known = new Map<string, boolean>();

/** Whether a wheel, by its file name, installs on Linux with glibc, on x86-64 or ARM, for a minor version of Python. */
export function wheelFits(fileName: string, minor: string): boolean {
  const tags = fileName.slice(dashBefore(fileName, dashBefore(fileName, dashBefore(fileName, Infinity))));
  const key = `${minor}${tags}`;
  let fits = known.get(key);
  if (fits !== undefined) return fits;
  if (known.size > most) known.clear();
  fits = tagsFit(tags, minor);
  known.set(key, fits);
  return fits;
}

// The last dash before a place; the start of the text where there is none.
const dashBefore = (text: string, at: number) => {
  const found = at <= 0 ? -1 : text.lastIndexOf('-', at - 1);
  return found === -1 ? 0 : found;
};

// `-cp313-cp313-manylinux_2_28_x86_64.whl`
function tagsFit(tags: string, minor: string): boolean {
  const [, pythons = '', abis = '', platforms = ''] = tags
    .replace(/\.whl$/, '')
    .toLowerCase()
    .split('-');
  return (
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
