/**
 * A version constraint of Poetry's as a PEP 440 specifier set: `^3.11` is `>=3.11,<4`. Of several alternatives, the
 * last that says anything of Python 3 or later counts, since PEP 440 has no "or".
 */
export function poetrySpecifier(constraint: string): string {
  const alternatives = constraint.split('|').map((each) => each.trim());
  const chosen = alternatives.filter((each) => each !== '').at(-1) ?? '';
  return [...new Set(partsOf(chosen).map(specifierOf))].filter((each) => each !== '').join(',');
}

// Commas and spaces both mean "and"; a space after an operator belongs to it.
const partsOf = (constraint: string) =>
  constraint
    .replace(/([<>=!~^])\s+/g, '$1')
    .split(/[\s,]+/)
    .filter((part) => part !== '');

function specifierOf(part: string): string {
  if (part === '*') return '';
  const [, operator = '', version = ''] = /^(\^|~(?!=)|===|==|~=|!=|<=|>=|<|>|=)?v?(.*)$/.exec(part) ?? [];
  if (operator === '^' || operator === '~') return rangeOf(operator, version) ?? part;
  if (operator === '' || operator === '=') return `==${version}`;
  return `${operator}${version}`;
}

// A caret lets everything right of the first number that is not 0 grow, a tilde the last number of three.
function rangeOf(operator: '^' | '~', version: string): string | null {
  const release = /^(\d+(?:\.\d+)*)/.exec(version)?.[1]?.split('.').map(Number);
  if (!release) return null;
  const firstNonZero = release.findIndex((number) => number !== 0);
  const caret = firstNonZero === -1 ? release.length - 1 : firstNonZero;
  const fixed = operator === '^' ? caret : Math.min(release.length - 1, 1);
  const upper = release.slice(0, fixed + 1).map((number, index) => (index === fixed ? number + 1 : number));
  return `>=${version.replace(/\.\*$/, '')},<${upper.join('.')}`;
}
