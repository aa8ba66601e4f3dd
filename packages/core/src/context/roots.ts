/**
 * The paths that a walk must visit to find all that a build may see. An ignore file that first leaves everything out
 * and then lets paths in names them; any other one leaves it at the paths given.
 * @param ignoreFile its text; null where there is none
 * @param given the project's directory and `include`, relative to the workspace root
 */
export function contextRoots(ignoreFile: string | null, given: readonly string[]): readonly string[] {
  return [...new Set([...given, ...(letIn(ignoreFile) ?? [])])].sort();
}

/** The paths that a build may see anything of: fewer than those of the walk where the ignore file names them all. */
export function visibleRoots(ignoreFile: string | null, given: readonly string[]): readonly string[] {
  return [...new Set(letIn(ignoreFile) ?? given)].sort();
}

// What an ignore file lets in that first leaves everything out; null for any other.
function letIn(ignoreFile: string | null): string[] | null {
  const patterns = (ignoreFile ?? '').split(/\r?\n/).map((line) => line.trim());
  const [first, ...rest] = patterns.filter((line) => line !== '' && !line.startsWith('#'));
  if (first !== '**' && first !== '*') return null;
  return rest.filter((line) => line.startsWith('!')).map((line) => fixedPart(line.slice(1).trim()));
}

// The directories of a pattern before its first wildcard; a pattern that begins with one may lie anywhere.
function fixedPart(pattern: string): string {
  const parts = pattern
    .replace(/^\.?\//, '')
    .replace(/\/$/, '')
    .split('/');
  const wild = parts.findIndex((part) => /[*?[\\]/.test(part));
  return (wild === -1 ? parts : parts.slice(0, wild)).join('/') || '.';
}
