import { composeFile } from '@pydock/core';
import { FsTree } from 'nx/src/generators/tree';
import { expect, it, vi } from 'vitest';
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
