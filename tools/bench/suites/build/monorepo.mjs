import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A project of a workspace that is an image. @typedef {{ name: string, root: string }} Service */

export const base = 'python:3.13-slim';

/** A text of a module: about a kilobyte. @param {number} seed */
const moduleText = (seed) =>
  Array.from({ length: 25 }, (_, index) => `def f_${index}(x):\n    return x + ${seed * 31 + index}\n`).join(
    '\n',
  );

/** A Dockerfile that needs no network. @param {string} root */
const dockerfile = (root) =>
  [
    `FROM ${base}`,
    'WORKDIR /app',
    `COPY ${root}/pyproject.toml ./`,
    `COPY ${root}/src ./src`,
    `COPY ${root}/main.py ./`,
    'CMD ["python", "main.py"]',
    '',
  ].join('\n');

/** Only what the Dockerfile reads, for every builder alike. @param {string} root */
const ignoreFile = (root) =>
  ['**', `!${root}`, '**/__pycache__', '**/.venv', `${root}/project.json`, ''].join('\n');

/**
 * Services of Python files, their targets stated.
 * @param {string} directory
 * @param {readonly { name: string, files: number }[]} wanted
 * @returns {Promise<Service[]>}
 */
export async function makeServices(directory, wanted) {
  for (const { name, files } of wanted) await makeService(directory, name, files);
  return wanted.map(({ name }) => ({ name, root: `services/${name}` }));
}

/** @param {string} directory @param {string} name @param {number} count */
async function makeService(directory, name, count) {
  const root = `services/${name}`;
  /** @type {Record<string, string>} */
  const files = {
    'pyproject.toml': `[project]\nname = "${name}"\nversion = "0.1.0"\n`,
    'main.py': `print("${name}")\n`,
    Dockerfile: dockerfile(root),
    'Dockerfile.dockerignore': ignoreFile(root),
    'project.json': JSON.stringify({
      name,
      targets: {
        'docker-build': { executor: 'pydock:build' },
        'docker-up': { executor: 'pydock:up' },
        nothing: { executor: 'bench-nothing:nothing' },
      },
    }),
  };
  for (let index = Object.keys(files).length; index < count; index++)
    files[`src/app/part_${index % 20}/module_${index}.py`] = moduleText(index);
  const directories = new Set(Object.keys(files).map((path) => dirname(join(directory, root, path))));
  for (const each of directories) await mkdir(each, { recursive: true });
  await Promise.all(
    Object.entries(files).map(([path, text]) => writeFile(join(directory, root, path), text)),
  );
}

/** 50 services of 20,000 files: the first has 1,000. */
export const monorepo = Array.from({ length: 50 }, (_, index) => ({
  name: `svc-${String(index).padStart(2, '0')}`,
  files: index === 0 ? 1000 : index <= 37 ? 388 : 387,
}));
