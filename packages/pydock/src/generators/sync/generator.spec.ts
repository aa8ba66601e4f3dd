import { composeFile } from '@pydock/core';
import { FsTree } from 'nx/src/generators/tree';
import { describe, expect, it, vi } from 'vitest';
import { failureOf, workspaceOf } from '../../specs/workspace';
import { syncGenerator } from './generator';

const graph = vi.hoisted(() => ({ nodes: {} as Record<string, object>, dependencies: {} as object }));
// Nx would make the graph of this very repository.
vi.mock('@nx/devkit', async (original) => ({
  ...(await original<object>()),
  createProjectGraphAsync: () => Promise.resolve(graph),
}));

const api = {
  name: 'api',
  type: 'app',
  data: {
    root: 'apps/api',
    targets: { 'docker-up': { executor: 'pydock:up', options: { ports: ['8000:80'] } } },
  },
};
const treeOf = async (files: Record<string, string>) =>
  new FsTree(await workspaceOf({ 'nx.json': '{}', 'package.json': '{"name":"shop"}', ...files }), false);

it('writes docker-compose.yml, and has nothing to say when it is up to date', async () => {
  graph.nodes = { api };
  const tree = await treeOf({});
  expect(await syncGenerator(tree)).toEqual({
    outOfSyncMessage: 'docker-compose.yml is not what the project graph says.',
    outOfSyncDetails: ['api (apps/api)'],
  });
  expect(tree.read(composeFile, 'utf8')).toContain('image: shop-api\n');
  expect(await syncGenerator(tree)).toEqual({});
});

it('does nothing in a workspace without services', async () => {
  graph.nodes = {};
  const tree = await treeOf({ [composeFile]: 'services: {}\n' });
  expect(await syncGenerator(tree)).toEqual({});
  expect(tree.listChanges()).toEqual([]);
});

it('does not touch a file of the user', async () => {
  graph.nodes = { api };
  const tree = await treeOf({ [composeFile]: 'services: {}\n' });
  expect((await failureOf(() => syncGenerator(tree))).code).toBe('PYDOCK_COMPOSE_FILE_FOREIGN');
  expect(tree.listChanges()).toEqual([]);
});

it('writes the connection strings that docker-compose.yml refers to, from secrets that are there', async () => {
  const options = { image: 'x', secrets: ['password'], connection: { DB_URL: 'x://${password}@db' } };
  const db = {
    name: 'db',
    type: 'app',
    data: { root: 'db', targets: { 'docker-up': { executor: 'pydock:up', options } } },
  };
  graph.nodes = { api, db };
  graph.dependencies = { api: [{ source: 'api', target: 'db', type: 'implicit' }] };
  const file = '.pydock/secrets/db/connection.env';
  const clone = await treeOf({});
  await syncGenerator(clone);
  expect(clone.listChanges().map(({ path }) => path)).toEqual([composeFile]);
  const tree = await treeOf({
    [composeFile]: clone.read(composeFile, 'utf8') ?? '',
    '.pydock/secrets/db/password': 'secret',
  });
  expect(await syncGenerator(tree)).toMatchObject({
    outOfSyncMessage: 'A connection string is not what the project graph says.',
  });
  expect(tree.listChanges()).toMatchObject([{ path: file, options: { mode: 0o600 } }]);
  expect(tree.read(file, 'utf8')).toContain('DB_URL="x://secret@db"\n');
});

describe('a lock file that services share', () => {
  const lock = (version: string) =>
    [
      'version = 1',
      '',
      '[[package]]',
      'name = "api"',
      'version = "1"',
      'source = { virtual = "apps/api" }',
      'dependencies = [{ name = "six" }]',
      '',
      '[[package]]',
      'name = "six"',
      `version = "${version}"`,
      'source = { registry = "https://registry.test/simple" }',
      '',
    ].join('\n');
  const files = {
    'apps/api/Dockerfile': [
      'FROM python',
      'WORKDIR /src/apps/api',
      'RUN --mount=source=uv.lock,target=/src/uv.lock --mount=source=apps/api,target=. uv sync --frozen',
    ].join('\n'),
    'apps/api/Dockerfile.dockerignore': '**\n!apps/api\n!uv.lock\n',
    'uv.lock': lock('1.16.0'),
  };
  const part = 'apps/api/pydock.lock';
  const synced = async (over: Record<string, string> = {}) => {
    graph.nodes = { api };
    const tree = await treeOf({ ...files, ...over });
    await syncGenerator(tree);
    return tree;
  };

  it('has its part in each of them, kept true', async () => {
    const tree = await synced();
    expect(tree.read(part, 'utf8')).toMatch(/\napi apps\/api [0-9a-f]+\nsix 1\.16\.0 [0-9a-f]+\n$/);
    expect(await syncGenerator(tree)).toEqual({});
    tree.write('uv.lock', lock('1.17.0'));
    expect(await syncGenerator(tree)).toEqual({
      outOfSyncMessage: 'pydock.lock is not what the lock file says.',
      outOfSyncDetails: [part],
    });
    expect(tree.read(part, 'utf8')).toContain('\nsix 1.17.0 ');
  });

  it('takes the part with the line ends of Windows for the same', async () => {
    const tree = await synced();
    tree.write(part, (tree.read(part, 'utf8') ?? '').replaceAll('\n', '\r\n'));
    expect(await syncGenerator(tree)).toEqual({});
  });

  it('has no part that can not be told; one that was written goes, and nothing else', async () => {
    const tree = await synced();
    tree.write('apps/api/Dockerfile', 'FROM python\nCOPY uv.lock .\n');
    expect((await syncGenerator(tree)).outOfSyncDetails).toEqual([part]);
    expect(tree.exists(part)).toBe(false);
    tree.write(part, 'mine\n');
    expect(await syncGenerator(tree)).toEqual({});
    expect(tree.read(part, 'utf8')).toBe('mine\n');
  });
});
