import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { must, userEnvironment } from '../harness/command';
import { resources } from '../harness/docker';
import { expectFailure, expectMessage } from '../harness/failure';
import { repository } from '../harness/places';
import { freePort, get } from '../harness/ports';
import { Workspace } from '../harness/workspace';

/** The command that dockerize and docker-up name. */
const command = 'nx g pydock:lock tutorial';

/** A directory with a program uv, to be first on the PATH. */
async function stubUv(directory: string, script: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'uv'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return `${directory}${delimiter}${userEnvironment()['PATH'] ?? ''}`;
}

/** uv in an environment of the test's own. */
async function installUv(directory: string): Promise<string> {
  await must('python3', ['-m', 'venv', directory], { cwd: '/' });
  await must(join(directory, 'bin', 'pip'), ['install', '--quiet', 'uv'], { cwd: '/' });
  return `${join(directory, 'bin')}${delimiter}${userEnvironment()['PATH'] ?? ''}`;
}

const statusOf = async (workspace: Workspace) =>
  (await workspace.git('status', '--porcelain', '--untracked-files=all')).split('\n').filter(Boolean);

describe.each(['3.11', '3.13'])('the classic tutorial on Python %s', { tags: ['docker'] }, (python) => {
  let workspace: Workspace;
  let port: number;
  let uv: NodeJS.ProcessEnv;

  beforeAll(async () => {
    workspace = await Workspace.make(`tutorial-${python.replace('.', '')}`);
    const example = join(repository, 'examples', 'tutorial');
    await cp(example, join(workspace.directory, 'tutorial'), { recursive: true });
    uv = { PATH: await installUv(`${workspace.directory}-uv`) };
    port = await freePort();
    await workspace.init();
  });

  afterAll(() => workspace.close());

  const status = () => statusOf(workspace);

  it('dockerize warns of what is not pinned, with the command to run', async () => {
    const line = `g pydock:dockerize tutorial --port=${port} --pythonVersion=${python}`;
    const output = await workspace.mustNx(line);
    expect(output).toMatch(/requirements\.txt:1: werkzeug, .* not pinned, though flask==2\.0\.1 is/);
    expect(output).toMatch(new RegExp(`${command}$`, 'm'));
    await workspace.commit();
  });

  it('docker-up fails in time, quotes the ImportError, and names the same command', async () => {
    const finished = await expectFailure(workspace, 'run tutorial:docker-up --timeout=60s', {
      code: 'PYDOCK_SERVICE_CRASHED',
      says: [
        'where  tutorial/app.py:1',
        /why {4}ImportError: cannot import name 'url_quote' from 'werkzeug\.urls'/,
        'do     pin werkzeug',
        new RegExp(`^ +${command}$`, 'm'),
        /^ {2}\| ImportError: cannot import name 'url_quote'/m,
      ],
    });
    expect(finished.milliseconds).toBeLessThan(120_000);
    expect((await resources(workspace.name)).containers).toEqual([]);
  });

  it('lock pins all, as of the day of the release, and keeps what was there', async () => {
    await workspace.mustNx('g pydock:lock tutorial', uv);
    expect(await workspace.read('tutorial/requirements.in')).toBe('Flask==2.0.1\n');
    const pins = (await workspace.read('tutorial/requirements.txt')).split('\n');
    expect(pins[1]).toBe(`#    ${command} --as-of=2021-05-21`);
    expect(pins).toEqual(expect.arrayContaining(['flask==2.0.1', 'werkzeug==2.0.1', 'jinja2==3.0.1']));
    expect((await status()).sort()).toEqual([' M tutorial/requirements.txt', '?? tutorial/requirements.in']);
    await workspace.commit();
  });

  it('dockerize has nothing to warn of, and nothing to change', async () => {
    const line = `g pydock:dockerize tutorial --port=${port} --pythonVersion=${python}`;
    expect(await workspace.mustNx(line)).not.toContain('not pinned');
    expect(await status()).toEqual([]);
  });

  it('then it builds, starts and answers', async () => {
    await workspace.mustNx('run tutorial:docker-up');
    expect(await get(port)).toEqual({ status: 200, body: 'Hello, World!' });
    await workspace.mustNx('run tutorial:docker-down');
  });
});

describe('lock', { tags: ['docker'] }, () => {
  let workspace: Workspace;
  let uv: NodeJS.ProcessEnv;

  beforeAll(async () => {
    workspace = await Workspace.make('lock');
    uv = { PATH: await installUv(`${workspace.directory}-uv`) };
  });

  afterAll(() => workspace.close());

  const status = () => statusOf(workspace);
  const project = async (name: string, files: Record<string, string>) => {
    for (const [path, text] of Object.entries({ 'app.py': '', '.python-version': '3.13\n', ...files }))
      await workspace.write(`${name}/${path}`, text);
    await workspace.commit();
  };

  it('shows the difference with --dry-run, and writes nothing', async () => {
    await project('plain', { 'requirements.txt': 'Flask==2.0.1\n' });
    const output = await workspace.mustNx('g pydock:lock plain --dry-run', uv);
    expect(output).toContain('Versions as of 2021-05-21, the day on which flask 2.0.1 came out.');
    expect(output).toMatch(/^ +- Flask==2\.0\.1$/m);
    expect(output).toMatch(/^ +\+ werkzeug==2\.0\.1$/m);
    expect(output).toContain('CREATE plain/requirements.in');
    expect(await status()).toEqual([]);
  });

  it('leaves the file as it was when it is interrupted', async () => {
    const PATH = await stubUv(
      `${workspace.directory}-slow`,
      `test "$1" = --version && echo 'uv 99.0.0' || { touch '${workspace.directory}-begun'; exec sleep 600; }`,
    );
    const running = workspace.start('g pydock:lock plain --as-of=2021-05-21', { PATH });
    await vi.waitUntil(() => existsSync(`${workspace.directory}-begun`), { timeout: 60_000 });
    running.interrupt();
    expect((await running.finished).code).not.toBe(0);
    expect(await status()).toEqual([]);
  });

  it('changes nothing the second time, with the day or without it', async () => {
    await workspace.mustNx('g pydock:lock plain', uv);
    expect((await status()).sort()).toEqual([' M plain/requirements.txt', '?? plain/requirements.in']);
    await workspace.commit();
    for (const option of ['', ' --as-of=2021-05-21']) {
      expect(await workspace.mustNx(`g pydock:lock plain${option}`, uv)).toContain('Nothing to do');
      expect(await status()).toEqual([]);
    }
  });

  it('takes a Python that packages of that day run on where none is stated, and the Dockerfile along', async () => {
    await cp(join(repository, 'examples', 'tutorial'), join(workspace.directory, 'old'), { recursive: true });
    await workspace.mustNx('g pydock:dockerize old');
    const before = await workspace.read('old/Dockerfile');
    await workspace.commit();
    await workspace.mustNx('g pydock:lock old', uv);
    const version = (await workspace.read('old/.python-version')).trim();
    const after = await workspace.read('old/Dockerfile');
    expect(after).toContain(`ARG PYTHON_IMAGE=python:${version}-slim`);
    expect(after).not.toBe(before);
    await workspace.commit();
    await workspace.mustNx('g pydock:lock old', uv);
    await workspace.mustNx('g pydock:dockerize old');
    expect(await status()).toEqual([]);
  });

  it('keeps local packages, options and what is included, and takes a project by name', async () => {
    await project('web', {
      'project.json': '{ "name": "shop-web" }',
      'requirements/production.txt': '-r base.txt\n--prefer-binary\n./lib\n',
      'requirements/base.txt': 'itsdangerous==2.0.1\n',
      'lib/pyproject.toml': '[project]\nname = "lib"\nversion = "1"\ndependencies = ["markupsafe>=2"]\n',
      'lib/lib.py': '',
    });
    await workspace.mustNx('g pydock:lock shop-web --as-of=2024-01-31', uv);
    const pins = (await workspace.read('web/requirements/production.txt')).split('\n');
    expect(pins).toEqual(
      expect.arrayContaining(['--prefer-binary', './lib', 'itsdangerous==2.0.1', 'markupsafe==2.1.4']),
    );
    expect(pins).toContain('    # via -r requirements/production.in');
    expect(await workspace.read('web/requirements/production.in')).toContain('-r base.txt\n');
  });

  it('leaves a freeze as it is', async () => {
    await project('frozen', { 'requirements.txt': 'Jinja2==3.1.6\nMarkupSafe==3.0.3\n' });
    const output = await workspace.mustNx('g pydock:lock frozen', uv);
    expect(output).toContain('Nothing to do');
    expect(workspace.has('frozen/requirements.in')).toBe(false);
  });

  it('takes the pin along when requirements.in changes', async () => {
    await project('grown', { 'requirements.txt': 'jinja2==3.0.1\n' });
    await workspace.mustNx('g pydock:lock grown --hashes', uv);
    expect(await workspace.read('grown/requirements.txt')).toMatch(
      /^markupsafe==2\.0\.1 \\\n +--hash=sha256/m,
    );
    await workspace.write('grown/requirements.in', 'jinja2==3.0.1\nitsdangerous==2.2.0\n');
    await workspace.mustNx('g pydock:lock grown', uv);
    const text = await workspace.read('grown/requirements.txt');
    expect(text).toMatch(/--as-of=2024-04-16 --hashes$/m);
    expect(text).toMatch(/^itsdangerous==2\.2\.0 \\\n +--hash=sha256/m);
  });

  it('says what can not be resolved, and writes nothing', async () => {
    await project('broken', { 'requirements.txt': 'jinja2==3.1.6\nmarkupsafe<2\n' });
    await expectFailure(
      workspace,
      'g pydock:lock broken --as-of=today',
      { code: 'PYDOCK_LOCK_FAILED', says: ['broken/requirements.txt', 'markupsafe'] },
      uv,
    );
  });

  it('refuses a day that is none, and a project that is not pip’s', async () => {
    await expectFailure(workspace, 'g pydock:lock broken --as-of=yesterday', {
      code: 'PYDOCK_OPTION_INVALID',
      says: ['where  command line, --as-of', '2021-05-21'],
    });
    await project('uv', { 'pyproject.toml': '[project]\nname = "a"\n', 'uv.lock': 'version = 1\n' });
    await expectFailure(workspace, 'g pydock:lock uv', {
      code: 'PYDOCK_LOCK_UNSUITABLE',
      says: ['do     run uv lock in uv'],
    });
  });

  it('asks for the day where the index has no upload times', async () => {
    const server = await indexWithoutTimes();
    try {
      const { port } = server.address() as AddressInfo;
      const index = { UV_DEFAULT_INDEX: `http://127.0.0.1:${port}/simple`, UV_NO_CACHE: '1' };
      await project('untimed', { 'requirements.txt': 'thing==1.0\n' });
      await expectFailure(
        workspace,
        'g pydock:lock untimed',
        { code: 'PYDOCK_UPLOAD_TIMES_MISSING', says: ['thing', 'nx g pydock:lock untimed --as-of=today'] },
        { ...uv, ...index },
      );
      await workspace.mustNx('g pydock:lock untimed --as-of=today', { ...uv, ...index });
      expect(await workspace.read('untimed/requirements.txt')).toMatch(/^thing==1\.0$/m);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('fetches uv by pip where there is none, and says so where that fails', async () => {
    const cache = `${workspace.directory}-cache`;
    const env = { XDG_CACHE_HOME: cache, PATH: await stubUv(`${workspace.directory}-none`, 'exit 127') };
    await project('late', { 'requirements.txt': 'jinja2==3.0.1\n' });
    await expectFailure(
      workspace,
      'g pydock:lock late',
      { code: 'PYDOCK_UV_MISSING', says: ['pipx install uv'] },
      { ...env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: '' },
    );
    const finished = await workspace.nx('g pydock:lock late', env);
    expect(finished).toMatchObject({ code: 0 });
    expect(finished.output).toContain(`into ${cache}/pydock/uv-`);
    expect(await workspace.mustNx('g pydock:lock late', env)).not.toContain('pip fetches');
  });

  it('shows no password of an index URL', async () => {
    await project('secret', {
      'requirements.txt': '--extra-index-url http://me:hunter2@127.0.0.1:9/simple\njinja2==3.0.1\n',
    });
    const finished = await workspace.nx('g pydock:lock secret --as-of=today', uv);
    expectMessage(finished, { code: 'PYDOCK_LOCK_FAILED', says: ['secret/requirements.txt'] });
    expect(finished.output).not.toContain('hunter2');
  });
});

/** An index with one package, whose pages are of before upload times. */
async function indexWithoutTimes(): Promise<Server> {
  const metadata = 'Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n';
  const server = createServer(({ url }, response) => {
    const file = 'thing-1.0-py3-none-any.whl';
    if (url?.startsWith('/simple/thing/'))
      response
        .setHeader('Content-Type', 'text/html')
        .end(`<a href="/${file}#sha256=${'0'.repeat(64)}" data-dist-info-metadata="true">${file}</a>`);
    else if (url === `/${file}.metadata`) response.end(metadata);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  return server;
}
