import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BuildTarget, lockUses } from './lock-use';

const plain: BuildTarget = { args: {}, target: null };
const usesOf = (text: string, build: Partial<BuildTarget> = {}) =>
  lockUses(text, 'uv.lock', { ...plain, ...build });

const lockMount = '--mount=type=bind,source=uv.lock,target=/src/uv.lock';
const manifestMount = '--mount=type=bind,source=apps/api/pyproject.toml,target=/src/apps/api/pyproject.toml';
/** A Dockerfile with one step that sees the lock file, and what else is given. */
const dockerfile = (command: string, ...more: string[]) =>
  [
    'FROM python:3.13-slim AS builder',
    'WORKDIR /src/apps/api',
    `RUN --mount=type=cache,target=/root/.cache ${lockMount} ${manifestMount} ${command}`,
    ...more,
  ].join('\n');

const sync = 'uv sync --frozen --no-dev';
const api = { member: { directory: 'apps/api' }, groups: 'all but dev', extras: [] };

describe('lockUses', () => {
  it.each(['uv-member', 'uv-member-package'])('reads what is scaffolded: %s', (name) => {
    const text = readFileSync(join(__dirname, '__golden__', `${name}.Dockerfile`), 'utf8');
    expect(usesOf(text)).toEqual([api, api]);
    expect(usesOf(text, { target: 'dev' })).toEqual([api, api, { ...api, groups: 'all' }]);
  });

  it('reads plain installs, one or several in a step', () => {
    expect(usesOf(dockerfile(sync))).toEqual([api]);
    expect(usesOf(dockerfile(`${sync} && uv pip install --python /app/.venv gunicorn==23.0.0`))).toEqual([
      api,
    ]);
    expect(usesOf(dockerfile('uv sync --frozen --no-default-groups'))).toEqual([{ ...api, groups: 'none' }]);
    expect(usesOf(dockerfile('uv sync --frozen --link-mode=copy --python 3.13'))).toEqual([
      { ...api, groups: 'all' },
    ]);
    expect(usesOf(dockerfile(`${sync} --package Worker`))).toEqual([{ ...api, member: { name: 'Worker' } }]);
  });

  it('reads the extras and groups that come along', () => {
    expect(usesOf(dockerfile(`${sync} --no-group test --extra=web --extra postgres --group prod`))).toEqual([
      { ...api, extras: ['web', 'postgres'] },
    ]);
    expect(usesOf(dockerfile('uv sync --frozen --no-default-groups --group prod'))).toEqual([
      { ...api, groups: 'all' },
    ]);
  });

  it('knows the directory that a mount puts where the step runs', () => {
    const step = `RUN ${lockMount} --mount=source=apps/api,target=.,rw ${sync}`;
    expect(usesOf(`FROM python AS a\nWORKDIR /x\nFROM a\nWORKDIR "y"\n${step}`)).toEqual([api]);
    expect(usesOf(`FROM python\nWORKDIR /x\nRUN ${lockMount} ${sync}`)).toBeNull();
  });

  it('looks only at the stages that the image is made of', () => {
    const unused = 'FROM builder AS all\nCOPY . .';
    const last = 'FROM python AS runtime\nCOPY --from=builder /app/.venv .venv\nCOPY apps/api/ .';
    const text = dockerfile(sync, unused, last);
    expect(usesOf(text)).toEqual([api]);
    expect(usesOf(text, { target: 'all' })).toBeNull();
    expect(usesOf(`${text}\nCOPY --from=all /x /x`)).toBeNull();
    expect(usesOf(`${text}\nRUN --mount=type=bind,from=1,target=/x ls`)).toBeNull();
    expect(usesOf(`${text}\nCOPY --from=$WHERE /x /x`)).toBeNull();
  });

  it.each([
    'COPY . .',
    'COPY uv.lock ./',
    'COPY pyproject.toml /uv.lock ./',
    'ADD ./ /x/',
    'COPY --chown=1 ["uv.lock", "/x/"]',
    'COPY *.lock ./',
    'COPY $FILES ./',
    'COPY <<EOF /x\nuv.lock\nEOF',
  ])('does not tell where the file is copied, or might be: %s', (line) => {
    expect(usesOf(dockerfile(sync, line))).toBeNull();
  });

  it.each([
    'COPY apps/api/ .',
    'COPY uv.lock.txt ./',
    'COPY --from=other . .',
    'ADD https://localhost/x /x',
    `RUN --mount=type=bind,source=libs/core,target=/src/libs/core anything > x`,
    'RUN --mount=type=secret,id=x --mount=type=cache,target=/x make',
    'ENV UV_LINK_MODE=copy UV_PROJECT_ENVIRONMENT=/app/.venv',
  ])('tells where the file is not: %s', (line) => {
    expect(usesOf(dockerfile(sync, line))).toEqual([api]);
  });

  it.each([
    'uv sync --no-dev',
    'uv sync --locked --no-dev',
    `${sync} --all-packages`,
    `${sync} --all-extras`,
    `${sync} --only-group docs`,
    `${sync} --project ../web`,
    `${sync}; cp ../../uv.lock /`,
    `${sync} && cp ../../uv.lock /`,
    `${sync} | tee /log`,
    `${sync} --package $NAME`,
    `${sync} && uv pip install -r ../../uv.lock`,
    `${sync} && uv pip install .`,
    'cd ../web && uv sync --frozen',
    'uv export --frozen',
    '["uv", "sync", "--frozen"]',
    `<<EOF\n${sync}\nEOF`,
  ])('does not tell of a step that is no plain install: %s', (command) => {
    expect(usesOf(dockerfile(command))).toBeNull();
  });

  it.each([
    ['a mount of everything', `RUN --mount=type=bind,target=/src ${sync}`],
    ['a mount of a variable', `RUN --mount=type=bind,source=$LOCK,target=/src/uv.lock ${sync}`],
    ['another shell', 'SHELL ["/bin/zsh", "-c"]'],
    ['a shell that does more', 'SHELL ["/bin/bash", "-c", "cat uv.lock;"]'],
    ["a shell that reads a file of one's own", 'ENV BASH_ENV=/src/init.sh'],
    ['what is to come', 'ONBUILD COPY . .'],
    ['another project', 'ENV UV_PROJECT=/src/apps/web'],
    ['another project, quoted', 'ENV "UV_WORKING_DIRECTORY"=/src'],
  ])('does not tell where there is %s', (_what, line) => {
    expect(usesOf(dockerfile(sync, line))).toBeNull();
  });

  it('tells where the shell is the one that pydock sets, for variables of an index', () => {
    const lines = 'ENV BASH_ENV=/run/secrets/index-env\nSHELL ["/bin/bash", "-c"]';
    expect(usesOf(dockerfile(sync, lines))).not.toBeNull();
  });

  it('does not tell where the Dockerfile may mean something else, or does not use the file', () => {
    expect(usesOf(`# syntax=docker/dockerfile:1\n${dockerfile(sync)}`)).toBeNull();
    expect(usesOf(`# escape=\`\n${dockerfile(sync)}`)).toBeNull();
    expect(usesOf(dockerfile(sync), { args: { BUILDKIT_SYNTAX: 'other' } })).toBeNull();
    expect(usesOf(dockerfile(sync), { args: { UV_PROJECT: '/x' } })).toBeNull();
    expect(usesOf('FROM python\nCOPY apps/api/ .')).toBeNull();
    expect(usesOf('')).toBeNull();
  });
});
