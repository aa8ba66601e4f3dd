// Compose's own comparison leaves these out.
const ignored = ['build', 'depends_on', 'profiles', 'pull_policy'];

/**
 * The paths at which two service definitions differ, such as `environment.LOG_LEVEL`; lists count as one value.
 * What Compose does not recreate a container for is left out.
 */
export function changedKeys(before: unknown, after: unknown): string[] {
  return differences(before, after, '').filter((path) => !ignored.includes(path.split('.')[0] ?? ''));
}

function differences(before: unknown, after: unknown, path: string): string[] {
  if (isRecord(before) || isRecord(after)) {
    // An object that came or went is told of by its keys.
    const [left, right] = [before ?? {}, after ?? {}];
    if (!isRecord(left) || !isRecord(right)) return [path];
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
    return keys.flatMap((key) => differences(left[key], right[key], path === '' ? key : `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
