import { type AddressInfo, createServer } from 'node:net';
import { once } from 'node:events';
import { resolveService } from '@pydock/core';
import { connectEngine, type Engine } from '@pydock/engine';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { failureOf, workspaceOf } from '../../specs/workspace';
import { checkHostFiles, checkPorts } from './checks';

const service = (options: object) =>
  resolveService({
    project: 'api',
    root: 'apps/api',
    composeProject: 'shop',
    options: { ...options },
    buildOptions: {},
    graphDependencies: [],
    dockerfileText: null,
    place: (option) => ({ file: 'apps/api/project.json', option }),
    buildPlace: () => ({ file: '' }),
  });

describe('checkHostFiles', () => {
  const files = { 'apps/api/conf/x': '', 'apps/api/.env': '', 'shared/.env': '' };
  const check = async (options: object) => checkHostFiles(await workspaceOf(files), [service(options)]);

  it('lets pass what is there, named volumes, and what Compose fills in', async () => {
    await check({
      volumes: ['./conf:/etc/app', 'data:/data', '/tmp:/host', '~/none:/home', '/srv/${NONE}/x:/y'],
      envFile: ['.env', 'shared/.env'],
    });
    await check({ envFile: './.env.${STAGE}' });
  });

  it('names a mount that is not there, and which option says so', async () => {
    expect(await failureOf(() => check({ volumes: ['data:/data', './none:/x'] }))).toMatchObject({
      code: 'PYDOCK_VOLUME_SOURCE_MISSING',
      what: expect.stringContaining('apps/api/none'),
      place: { option: 'volumes[1]' },
    });
  });

  it('names an environment file that is not there', async () => {
    expect(await failureOf(() => check({ envFile: ['.env', 'other/.env'] }))).toMatchObject({
      code: 'PYDOCK_ENV_FILE_MISSING',
      what: expect.stringContaining('other/.env'),
    });
  });
});

describe('checkHostFiles, of secrets', () => {
  const files = { 'apps/api/token.txt': 'x' };
  const check = async (secrets: object) => checkHostFiles(await workspaceOf(files), [service({ secrets })]);

  it('lets pass what is there, and what is made at random', async () => {
    await check({ token: './token.txt', password: null });
  });

  it("names a file of the user's own that is not there", async () => {
    expect(await failureOf(() => check({ password: null, token: './none.txt' }))).toMatchObject({
      code: 'PYDOCK_SECRET_MISSING',
      what: expect.stringContaining('apps/api/none.txt'),
      place: { option: 'secrets.token' },
    });
  });
});
const claimant = (project: string, known = ['api', 'web'], replaced: string[] = []) => ({
  project,
  known,
  downTarget: 'docker-down',
  replaced,
});

describe('checkPorts', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  const port = async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    return { server, number: (server.address() as AddressInfo).port };
  };
  const project = `pydock-test-checks-${process.pid}`;

  it('names the process that has a port, and the option that wants it', async () => {
    const { number } = await port();
    const wanting = service({ ports: ['8000', `${number}:80`] });
    expect(await failureOf(() => checkPorts(engine, claimant(project), [wanting]))).toMatchObject({
      code: 'PYDOCK_PORT_TAKEN',
      what: expect.stringContaining(`127.0.0.1:${number}`),
      why: expect.stringContaining(`process ${process.pid} (`),
      place: { option: 'ports[1]' },
    });
  });

  it("lets pass a free port, and one of the service's own container", async () => {
    const { server, number } = await port();
    server.close();
    await once(server, 'close');
    const [wanting] = [service({ ports: [`${number}:80`] })];
    await checkPorts(engine, claimant(project), [wanting]);
    const container = await engine.docker.createContainer({
      Image: 'python:3.13-slim',
      Cmd: ['sleep', '100'],
      StopTimeout: 0,
      name: `${project}-api-1`,
      Labels: {
        'com.docker.compose.project': project,
        'com.docker.compose.service': 'api',
        'com.docker.compose.project.config_files': '/work/docker-compose.yml',
      },
      HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: String(number) }] } },
      ExposedPorts: { '80/tcp': {} },
    });
    onTestFinished(() => container.remove({ force: true }).then(() => undefined));
    await container.start();
    await checkPorts(engine, claimant(project), [wanting]);
    expect(await failureOf(() => checkPorts(engine, claimant('another'), [wanting]))).toMatchObject({
      why: `the container ${project}-api-1 of the Compose project ${project} has it`,
      todo: 'stop that, or publish another host port',
    });
    const renamed = service({ serviceName: 'renamed', ports: [`${number}:80`] });
    const failure = await failureOf(() => checkPorts(engine, claimant(project, ['renamed']), [renamed]));
    expect(failure.todo).toContain(`\`docker rm --force ${project}-api-1\``);
    // One that is replaced in the same plan is only in the way.
    expect(await checkPorts(engine, claimant(project, ['api', 'renamed'], ['api']), [renamed])).toEqual([
      container.id,
    ]);
  });
});
