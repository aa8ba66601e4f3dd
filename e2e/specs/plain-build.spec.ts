import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../harness/command';
import { docker } from '../harness/docker';
import { Workspace } from '../harness/workspace';

const pyproject = (...lines: string[]) =>
  ['[project]', 'name = "NAME"', 'version = "1.0"', 'requires-python = ">=3.11"', ...lines, ''].join('\n');
const dependencies = 'dependencies = ["itsdangerous==2.2.0"]';
const buildSystem = [
  '[build-system]',
  'requires = ["setuptools"]',
  'build-backend = "setuptools.build_meta"',
];

/** Projects of several package managers, with a package of an index or a local library, or both. */
const projects: Record<string, Record<string, string>> = {
  pip: { 'requirements.txt': '../shared\nitsdangerous==2.2.0\n' },
  uv: {
    'pyproject.toml': pyproject(
      'dependencies = ["itsdangerous==2.2.0", "shared"]',
      '[tool.uv.sources]\nshared = { path = "../shared" }',
    ),
  },
  poetry: {
    'pyproject.toml': pyproject(
      '[tool.poetry]\npackage-mode = false\n',
      '[tool.poetry.dependencies]\nshared = { path = "../shared" }',
    ),
  },
  pdm: { 'pyproject.toml': pyproject(dependencies, '[tool.pdm]\ndistribution = false') },
};

describe('plain docker build of a scaffolded Dockerfile', { tags: ['docker'] }, () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make('plain');
    await workspace.init();
    await workspace.write('shared/pyproject.toml', pyproject(...buildSystem).replace('NAME', 'shared'));
    await workspace.write('shared/shared/__init__.py', 'WORD = "shared"\n');
    for (const [name, files] of Object.entries(projects)) {
      for (const [path, text] of Object.entries(files))
        await workspace.write(`${name}/${path}`, text.replace('NAME', name));
      await workspace.write(`${name}/main.py`, 'print("Moin")\n');
      await workspace.write(`${name}/.python-version`, '3.13\n');
      await workspace.mustNx(`g pydock:dockerize ${name}`);
    }
    await workspace.mustNx('run-many -t docker-build');
  });

  afterAll(() => workspace?.close());

  const script = join(__dirname, '..', 'fixtures', 'tree', 'tree.py');

  /** Every path of an image with its mode, owner and content. */
  const treeOf = async (image: string) => {
    const container = await docker('create', image);
    const read = `docker export ${container} | docker run --rm -i -v '${script}:/tree.py:ro' python:3.13-slim python /tree.py`;
    const tree = await must('sh', ['-c', read], { cwd: '/' });
    await docker('rm', '--volumes', container);
    return tree.trim().split('\n');
  };

  /** Builds as the README says, without pydock. */
  const plainBuild = async (project: string, ...more: string[]) => {
    const image = `${workspace.name}-${project}-plain`;
    const bundles = [
      process.env['PIP_CERT'],
      process.env['SSL_CERT_FILE'],
      '/etc/ssl/certs/ca-certificates.crt',
    ];
    const bundle = bundles.find((path) => path && existsSync(path));
    const secret = bundle ? ['--secret', `id=ca-bundle,src=${bundle}`] : [];
    const args = ['build', ...secret, ...more, '-t', image, '-f', `${project}/Dockerfile`, '.'];
    await must('docker', args, { cwd: workspace.directory });
    return treeOf(image);
  };

  it.each(Object.keys(projects))('gives the same file tree: %s', async (project) => {
    const tree = await treeOf(`${workspace.name}-${project}`);
    expect(tree.join('\n')).toContain(' app/main.py ');
    expect(tree.join('\n')).toMatch(/ app\/\.venv\/\S+\/(itsdangerous|shared)\/__init__\.py /);
    // pip's builds no tool: it takes little time to keep nothing from another build.
    expect(await plainBuild(project, ...(project === 'pip' ? ['--no-cache'] : []))).toEqual(tree);
  });

  it('takes another base image by --build-arg PYTHON_IMAGE', async () => {
    const tree = (await plainBuild('pip', '--build-arg', 'PYTHON_IMAGE=python:3.11-slim')).join('\n');
    expect(tree).toContain(' app/.venv/lib/python3.11/site-packages/itsdangerous/__init__.py ');
    expect(tree).not.toContain('app/.venv/lib/python3.13');
  });
});
