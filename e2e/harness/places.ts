import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of this repository. */
export const repository = join(__dirname, '..', '..');

/** What a user installs, in the order of dependency. */
export const packages = ['core', 'engine', 'pydock'] as const;

/** A version of the root package.json's devDependencies: the Nx that this repository is tested with. */
export function pinned(dependency: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const version = devDependencies[dependency];
  if (version === undefined) throw new Error(`the root package.json pins no ${dependency}`);
  return version;
}
