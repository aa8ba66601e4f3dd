import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../harness/command';
import { docker, inspectService, resources } from '../harness/docker';
import { repository } from '../harness/places';
import { freePort, get } from '../harness/ports';
import { Workspace } from '../harness/workspace';

const minutes = 60_000;
const certificates = '/etc/ssl/certs/ca-certificates.crt';

/** Projects, by their kinds, and the directory that each keeps its data in. */
const kinds = {
  db: { type: 'mysql', user: 'mysql', data: '/var/lib/mysql' },
  files: { type: 'minio', user: '', data: '/data' },
  mail: { type: 'mailpit', user: '', data: '/data' },
} as const;
type Name = keyof typeof kinds;
const names = Object.keys(kinds) as Name[];

// The servers themselves, in images of the workspace's own; the engine keeps what it built of them from run to run.
describe('more backing services', { tags: ['docker'] }, () => {
  let workspace: Workspace;
  let port: number;
  const secrets = () =>
    Promise.all(
      ['db/password', 'db/root_password', 'files/password'].map((file) =>
        workspace.read(`.pydock/secrets/${file}`),
      ),
    );
  const visit = async () => (await get(port)).body;
  const python = (code: string) =>
    workspace.launch('docker', ['compose', 'exec', 'api', 'python', '-c', code]).finished;

  beforeAll(async () => {
    workspace = await Workspace.make('more');
    for (const name of names) await image(name);
    port = await freePort();
    await workspace.fixture('office', 'api');
    await workspace.mustNx(`g pydock:dockerize api --port=${port} --healthPath=/health`);
    for (const name of names) {
      const line = `g pydock:backing-service ${name} --type=${kinds[name].type} --image=${imageOf(name)}`;
      await workspace.mustNx(`${line} --port=${await freePort()}`);
    }
    await workspace.edit<{ implicitDependencies?: string[] }>('api/project.json', (project) => {
      project.implicitDependencies = [...names];
    });
  }, 15 * minutes);

  afterAll(() => workspace.close());

  const imageOf = (name: Name) => `${workspace.name}-${kinds[name].type}:1`;
  const image = (name: Name) => {
    const secret = existsSync(certificates) ? ['--secret', `id=ca-bundle,src=${certificates}`] : [];
    return must('docker', ['build', '--tag', imageOf(name), ...secret, '.'], {
      cwd: join(repository, 'e2e', 'fixtures', 'images', kinds[name].type),
    });
  };

  it('start, get healthy, and are used by what depends on them', { timeout: 3 * minutes }, async () => {
    await workspace.mustNx('run api:docker-up');
    for (const name of names)
      expect((await inspectService(workspace.name, name)).State.Health?.Status).toBe('healthy');
    expect(await visit()).toBe('rows 1, objects 1, mails 1');
    expect(await workspace.mustNx('run api:docker-up')).toContain('Nothing to do');
  });

  it('are as safe as other services', async () => {
    for (const name of names) {
      const { Config, HostConfig } = await inspectService(workspace.name, name);
      expect(Config.User).toBe(kinds[name].user);
      expect(HostConfig).toMatchObject({
        CapDrop: ['ALL'],
        CapAdd: null,
        SecurityOpt: ['no-new-privileges:true'],
      });
    }
  });

  it('keep their data, each in its volume and nowhere else', { timeout: 3 * minutes }, async () => {
    for (const name of names) {
      const { Id } = await inspectService(workspace.name, name);
      const changed = (await docker('diff', Id)).split('\n').map((line) => line.slice(2));
      expect(changed.filter((path) => path.startsWith(`${kinds[name].data}/`))).toEqual([]);
    }
    await workspace.mustNx('run-many -t docker-down');
    const volumes = names.map((name) => `${workspace.name}_${name}-data`).sort();
    expect((await resources(workspace.name)).volumes).toEqual(volumes);
    await workspace.mustNx('run api:docker-up');
    expect(await visit()).toBe('rows 2, objects 2, mails 2');
  });

  it('let nobody in without the password', async () => {
    const connect = 'import pymysql; pymysql.connect(host="db", user="USER", password="wrong")';
    for (const user of ['app', 'root'])
      expect((await python(connect.replace('USER', user))).output).toContain('Access denied');
    const keys = 'aws_access_key_id="app", aws_secret_access_key="wrong"';
    const list = `import boto3; boto3.client("s3", ${keys}).list_buckets()`;
    expect((await python(list)).output).toContain('SignatureDoesNotMatch');
  });

  it('keep their passwords out of docker-compose.yml, their containers and their logs', async () => {
    const texts = [await workspace.read('docker-compose.yml')];
    for (const name of names) {
      const { Id } = await inspectService(workspace.name, name);
      texts.push(await docker('inspect', Id), await docker('logs', Id), await docker('top', Id));
    }
    for (const secret of await secrets()) {
      expect(secret).toMatch(/^[0-9a-f]{32}$/);
      for (const text of texts) expect(text.includes(secret)).toBe(false);
    }
  });
});
