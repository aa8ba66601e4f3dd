import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import {
  type Detection,
  inspectText,
  likelyProjects,
  renderDockerfile,
  settledProject,
  type SourceTree,
  surveyProjects,
} from '@pydock/core';
import { diskTree } from '@pydock/engine';
import { describe, expect, it } from 'vitest';

const examples = join(__dirname, '../../../examples');
const files = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !/(^|\/)(__pycache__|\.venv|node_modules)(\/|$)/.test(path));

/** Lock files carry the host name of an index, so none is kept: an empty one stands for what the tool would write. */
const lockOf: Readonly<Record<string, string>> = { uv: 'uv.lock', poetry: 'poetry.lock', pdm: 'pdm.lock' };

function lockFiles(disk: SourceTree): string[] {
  return files.flatMap((file) => {
    const [directory, name] = [posix.dirname(file), posix.basename(file)];
    if (name === 'Pipfile') return [posix.join(directory, 'Pipfile.lock')];
    if (name !== 'pyproject.toml') return [];
    const [, tool] = /^\[tool\.(uv(?!\.sources)|poetry|pdm)[.\]]/m.exec(disk.read(file) ?? '') ?? [];
    const lock = lockOf[tool ?? ''];
    const isMember = directory.startsWith('uv-workspace/');
    return lock === undefined || isMember ? [] : [posix.join(directory, lock)];
  });
}

function withLocks(disk: SourceTree): SourceTree {
  const locks = new Set(lockFiles(disk));
  return {
    read: (path) => disk.read(path) ?? (locks.has(path) ? (path.endsWith('Pipfile.lock') ? '{}' : '') : null),
    list: (directory) => {
      const there = disk.list(directory);
      const added = [...locks].filter(
        (path) =>
          posix.dirname(path) === directory && !there.some(({ name }) => name === posix.basename(path)),
      );
      return [...there, ...added.map((path) => ({ name: posix.basename(path), kind: 'file' as const }))];
    },
  };
}

const tree = withLocks(diskTree(examples));
const survey = surveyProjects(tree, likelyProjects(files));
const golden = (root: string, ending: string) => `__golden__/examples/${root.replaceAll('/', '.')}.${ending}`;

describe('every example', () => {
  it.each(survey.apps.map((each) => [each.root, each] as const))('%s', async (root, detection: Detection) => {
    await expect(`${inspectText(root, detection)}\n`).toMatchFileSnapshot(golden(root, 'txt'));
    await expect(renderDockerfile(settledProject(detection))).toMatchFileSnapshot(golden(root, 'Dockerfile'));
  });

  it.each(survey.unsettled.map((each) => [each.root, each] as const))(
    '%s, of which something is to be settled',
    async (root, { detection, error }) => {
      const text = detection ? inspectText(root, detection) : error.message;
      await expect(`${text}\n`).toMatchFileSnapshot(golden(root, 'txt'));
    },
  );

  it('that is a library starts nothing, and another one needs it', () => {
    const needed = survey.apps.flatMap((each) => each.localDependencies.map(({ directory }) => directory));
    expect(survey.libraries.length).toBeGreaterThan(0);
    expect(needed).toEqual(expect.arrayContaining([...survey.libraries]));
  });

  it('has its golden files, and no others are there', () => {
    const wanted = [
      ...survey.apps.flatMap(({ root }) => [golden(root, 'txt'), golden(root, 'Dockerfile')]),
      ...survey.unsettled.map(({ root }) => golden(root, 'txt')),
    ];
    const there = readdirSync(join(__dirname, '__golden__/examples')).map(
      (name) => `__golden__/examples/${name}`,
    );
    expect(there.sort()).toEqual(wanted.sort());
  });

  it('says what it shows', () => {
    const told = (root: string) =>
      files.some(
        (file) =>
          (file.startsWith(`${root}/`) &&
            /\.py$/.test(file) &&
            /^(#!.*\n)?"""[^"]{20}/.test(tree.read(file) ?? '')) ||
          (/README\.md$/.test(file) && `${root}/`.startsWith(`${posix.dirname(file)}/`)),
      );
    expect(
      [...survey.apps, ...survey.unsettled].map(({ root }) => root).filter((root) => !told(root)),
    ).toEqual([]);
  });
});
