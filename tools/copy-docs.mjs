// @ts-check
// Before npm packs a package: gives it what stands at the root of the repository and belongs to it. The licence goes with
// every package; the plugin, which users install, has the docs that its messages point to as well.
import { cp, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { name } = JSON.parse(await readFile('package.json', 'utf8'));
const files = name === 'pydock' ? ['LICENSE', 'README.md', 'CHANGELOG.md', 'docs'] : ['LICENSE'];
for (const file of files) {
  await rm(file, { recursive: true, force: true });
  await cp(`${root}${file}`, file, { recursive: true });
}
