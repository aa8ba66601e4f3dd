import { describe, expect, it } from 'vitest';
import { readDockerfile } from './instructions';

const read = (
  lines: string | readonly string[],
  ...rest: [args?: Record<string, string>, target?: string | null]
) => readDockerfile([lines].flat().join('\n'), ...rest);

describe('readDockerfile, base images', () => {
  it.each([
    ['FROM python:3.13-slim', ['python:3.13-slim']],
    ['from python:3.13-slim as base', ['python:3.13-slim']],
    ['FROM "python:3.13-slim"', ['python:3.13-slim']],
    ['FROM --platform=linux/amd64 python:3.13 AS a', ['python:3.13']],
    ['FROM --platform=$BUILDPLATFORM python:3.13', ['python:3.13']],
    ['FROM \\\n  python:3.13 \\\n  AS a', ['python:3.13']],
    ['FROM registry.example:5000/a/b@sha256:0123', ['registry.example:5000/a/b@sha256:0123']],
    ['FROM scratch', []],
    ['', []],
    ['# FROM a', []],
    ['FROM', []],
    ['FROMAGE a', []],
    ['RUN echo FROM a', []],
  ])('of %j are %j', (text, expected) => {
    expect(read(text).baseImages).toEqual(expected);
  });

  it('leaves stages out, by name in whatever case, and names each image once', () => {
    const text = ['FROM a AS Base', 'FROM base AS next', 'FROM NEXT', 'FROM a', 'FROM b AS c', 'FROM c'];
    expect(read(text).baseImages).toEqual(['a', 'b']);
  });

  it('takes a name for an image where the stage comes only later', () => {
    expect(read(['FROM late', 'FROM a AS late']).baseImages).toEqual(['late', 'a']);
  });

  it('takes images that files are copied or mounted from, but not stages', () => {
    const text = [
      'FROM a AS builder',
      'COPY --from=uv:0.9 --chown=1 /uv /bin/',
      'RUN --mount=type=cache,target=/x --mount=type=bind,from=tools:1,source=/t,target=/t make',
      'RUN --mount=from=more:2,target=/m make',
      'FROM b',
      'COPY --from=builder /app /app',
      'COPY --from=0 /app /app',
      'COPY --from=BUILDER /app /app',
      'RUN cp --from=nothing x',
      'COPY --from=$VARIABLE x y',
    ];
    expect(read(text).baseImages).toEqual(['a', 'uv:0.9', 'tools:1', 'more:2', 'b']);
  });

  it('does not take the body of a heredoc for instructions', () => {
    const text = ['FROM a', 'RUN <<EOF', 'FROM x', 'ARG X', 'HEALTHCHECK CMD x', 'EOF', 'FROM b'];
    expect(read(text)).toMatchObject({ baseImages: ['a', 'b'], args: [], healthcheck: false });
  });
});

describe('readDockerfile, arguments', () => {
  const image = (lines: readonly string[], args?: Record<string, string>) => read(lines, args).baseImages;

  it.each([
    [['ARG V=3.13', 'FROM python:$V'], undefined, ['python:3.13']],
    [['ARG V="3.13"', 'FROM python:${V}-slim'], undefined, ['python:3.13-slim']],
    [["ARG V='3.13'", 'FROM python:${V}'], undefined, ['python:3.13']],
    [['ARG V=3.13', 'FROM python:$V'], { V: '3.11' }, ['python:3.11']],
    [['ARG V=3.13', 'FROM python:$V'], { OTHER: 'x' }, ['python:3.13']],
    [['ARG V', 'FROM python:${V:-3.12}'], undefined, ['python:3.12']],
    [['ARG V', 'FROM python:${V:-3.12}'], { V: '3.11' }, ['python:3.11']],
    [['ARG V=3.13', 'ARG IMAGE=python:${V}-slim', 'FROM $IMAGE'], undefined, ['python:3.13-slim']],
    [['ARG V=3.13', 'ARG IMAGE=python:${V}-slim', 'FROM $IMAGE'], { V: '3.11' }, ['python:3.11-slim']],
    [['ARG A=a B="b"', 'FROM $A:$B'], undefined, ['a:b']],
    [['arg V=3.13', 'from python:$V'], undefined, ['python:3.13']],
    [['FROM scratch', 'ARG V=3.13', 'FROM python:$V'], undefined, ['python:']],
    [['ARG V=3.13', 'FROM a', 'ARG V=3.11', 'FROM python:$V'], undefined, ['a', 'python:3.13']],
    [['FROM $NOTHING'], undefined, []],
  ])('go into FROM: %j with %j', (lines, args, expected) => {
    expect(image(lines, args)).toEqual(expected);
  });

  it('are named each once, those of stages too', () => {
    const text = ['ARG A', 'FROM a', 'ARG B=1 C', 'ARG A', 'ARG D="x y"'];
    expect(read(text).args).toEqual(['A', 'B', 'C', 'D']);
  });
});

describe('readDockerfile, health', () => {
  const check = 'HEALTHCHECK --interval=10s CMD true';
  it.each([
    ['none', ['FROM a'], false],
    ['one', ['FROM a', check], true],
    ['lower case', ['FROM a', 'healthcheck cmd true'], true],
    ['NONE', ['FROM a', 'HEALTHCHECK NONE'], false],
    ['NONE after one', ['FROM a', check, 'HEALTHCHECK none'], false],
    ['one after NONE', ['FROM a', 'HEALTHCHECK NONE', check], true],
    ['continued', ['FROM a', 'HEALTHCHECK \\', '  CMD true'], true],
    ['of an earlier stage', ['FROM a AS b', check, 'FROM c'], false],
    ['of the stage that it is made from', ['FROM a AS b', check, 'FROM b'], true],
    ['of that, taken back', ['FROM a AS b', check, 'FROM b', 'HEALTHCHECK NONE'], false],
    ['in a comment', ['FROM a', `# ${check}`], false],
    ['of what comes after', ['FROM a', `ONBUILD ${check}`], false],
  ])('%s', (_case, lines, expected) => {
    expect(read(lines).healthcheck).toBe(expected);
  });

  it('is that of the stage that is built', () => {
    const text = ['FROM a AS one', check, 'FROM b AS two'];
    expect(read(text, {}, 'One').healthcheck).toBe(true);
    expect(read(text, {}, '0').healthcheck).toBe(true);
    expect(read(text, {}, 'two').healthcheck).toBe(false);
    expect(read(text, {}, 'nowhere').healthcheck).toBe(false);
  });
});
