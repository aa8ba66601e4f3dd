import { describe, expect, it } from 'vitest';
import { LogBlocks } from './blocks';
import type { ServiceEvent } from './events';
import { jsonLine } from './json';
import { liveLines } from './live';
import { advance, beginBuild } from './state';
import { widthOf } from './text';

/** Two builds side by side, as the engine tells of them: milliseconds, service, event. */
const told: [number, string, ServiceEvent][] = [
  [0, 'api', { kind: 'build-started', image: 'shop-api', cause: 'src/app.py changed' }],
  [0, 'store-frontend', { kind: 'up-to-date', image: 'shop-store' }],
  [5, 'web', { kind: 'build-started', image: 'shop-web', cause: 'image shop-web is not there' }],
  [9, 'web', { kind: 'note', text: 'HTTP_PROXY names a proxy on this machine itself' }],
  [10, 'api', start('a0', '[internal] load build context')],
  [20, 'api', start('a1', '[builder 1/3] FROM docker.io/library/python:3.13-slim')],
  [20, 'web', start('w1', '[2/3] COPY web/ .')],
  [21, 'api', end('a0', '[internal] load build context', 11)],
  [22, 'api', end('a1', '[builder 1/3] FROM docker.io/library/python:3.13-slim', 2, { cached: true })],
  [22, 'api', start('a2', '[builder 2/3] WORKDIR /app')],
  [22, 'api', end('a2', '[builder 2/3] WORKDIR /app', 0, { cached: true })],
  [
    23,
    'api',
    start('a3', '[builder 3/3] RUN --mount=type=cache,target=/root/.cache/uv     uv sync --locked'),
  ],
  [24, 'api', start('a4', '[runtime 2/4] RUN useradd app')],
  [400, 'api', { kind: 'log', step: 'a4', text: 'adding app\n' }],
  [420, 'web', end('w1', '[2/3] COPY web/ .', 400)],
  [421, 'web', start('w2', '[3/3] RUN make')],
  [430, 'api', { kind: 'log', step: 'a3', text: 'Resolved 12 packages\nDownloading numpy (16.1 MiB)\n' }],
  [431, 'web', { kind: 'log', step: 'w2', text: 'make: *** No rule.  Stop.\n' }],
  [500, 'api', end('a4', '[runtime 2/4] RUN useradd app', 476)],
  [510, 'web', end('w2', '[3/3] RUN make', 89, { error: 'process "make" did not complete: exit code: 2' })],
  [511, 'web', { kind: 'build-failed', code: 'PYDOCK_BUILD_FAILED', message: 'PYDOCK_BUILD_FAILED: …' }],
  [12_600, 'api', { kind: 'log', step: 'a3', text: 'Installed 12 packages\n' }],
  [
    12_700,
    'api',
    end('a3', '[builder 3/3] RUN --mount=type=cache,target=/root/.cache/uv     uv sync --locked', 12_677),
  ],
  [12_700, 'api', start('a5', 'exporting to image')],
  [12_710, 'api', { kind: 'status', step: 'a5', id: 'layers', current: 4_100_000, total: 16_400_000 }],
  [12_900, 'api', end('a5', 'exporting to image', 200)],
  [12_901, 'api', { kind: 'build-completed', image: 'shop-api', imageId: 'sha256:1', duration: 12_901 }],
];

function start(step: string, name: string): ServiceEvent {
  return { kind: 'step-started', step, name };
}
function end(step: string, name: string, duration: number, over = {}): ServiceEvent {
  return { kind: 'step-completed', step, name, cached: false, duration, error: '', ...over };
}

const golden = (name: string) => `./__golden__/${name}`;
const buildAt = (service: string, until: number) =>
  told
    .filter(([at, name]) => name === service && at <= until)
    .reduce((build, [at, , event]) => advance(build, event, at), beginBuild(service, 0));

describe('the lines of a terminal', () => {
  const services = ['api', 'web'];
  const lines = (now: number, columns: number) =>
    liveLines(
      services.map((service) => buildAt(service, now)),
      now,
      columns,
    );

  it('say where each build is, what it does and what that printed last', async () => {
    const shown = [0, 15, 25, 405, 431, 505, 12_650, 12_710].flatMap((now) => [
      `${now} ms`,
      ...lines(now, 79),
      '',
    ]);
    await expect(shown.join('\n')).toMatchFileSnapshot(golden('live.txt'));
  });

  it.each([1, 10, 20, 30, 40, 60, 200])('are never wider than %d columns', async (columns) => {
    for (const [at] of told)
      for (const line of lines(at, columns)) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
  });

  it('are cut by what a terminal shows of a character', () => {
    const build = advance(
      buildAt('api', 405),
      { kind: 'log', step: 'a4', text: '日本語の行'.repeat(20) },
      406,
    );
    const [line = ''] = liveLines([build], 406, 60);
    expect(line).toContain('日本');
    expect(widthOf(line)).toBeLessThanOrEqual(60);
  });
});

describe.each([
  ['a log', false],
  ['a log of GitHub', true],
])('%s', (name, grouped) => {
  it('has the lines of each build together', async () => {
    const blocks = new LogBlocks(grouped);
    const lines = told.flatMap(([at, service, event]) => [
      ...(at === 12_600 ? blocks.remind(10_600) : []),
      ...blocks.add(service, event, at),
    ]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(`${name.replaceAll(' ', '-')}.txt`));
  });
});

it('keeps the last lines of a build that waits for its turn', () => {
  const blocks = new LogBlocks(false);
  const started = { kind: 'build-started', image: 'x', cause: 'y' } as const;
  blocks.add('a', started, 0);
  blocks.add('b', started, 0);
  blocks.add('b', start('s', '[1/1] RUN x'), 0);
  for (let line = 0; line < 20_000; line++) blocks.add('b', { kind: 'log', step: 's', text: `${line}\n` }, 1);
  const ended = { kind: 'build-completed', image: 'x', imageId: '', duration: 1 } as const;
  const lines = blocks.add('a', ended, 2);
  expect(lines[0]).toBe('a: built x in 1 ms (0 of 0 steps cached)');
  expect(lines[1]).toBe('b: building x, because y');
  expect(lines.length).toBeLessThan(6000);
  expect(lines.at(-1)).toBe('b:   19999');
  expect(blocks.add('b', { kind: 'log', step: 's', text: 'more\n' }, 3)).toEqual(['b:   more']);
});

it('says nothing of what runs where something was said a moment ago', () => {
  const blocks = new LogBlocks(false);
  blocks.add('a', { kind: 'build-started', image: 'x', cause: 'y' }, 100_000);
  blocks.add('a', start('s', '[1/1] RUN x'), 100_000);
  expect(blocks.remind(109_999)).toEqual([]);
  expect(blocks.remind(110_000)).toEqual(['a: [1/1] RUN x  … 10.0 s']);
  expect(blocks.remind(115_000)).toEqual([]);
});

it('is JSON for programs, an object a line', async () => {
  const builds = new Map<string, ReturnType<typeof beginBuild>>();
  const lines = told.map(([at, service, event]) => {
    const build = advance(builds.get(service) ?? beginBuild(service, at), event, at);
    builds.set(service, build);
    return jsonLine(service, build, event, new Date(at));
  });
  for (const line of lines) expect(line).not.toContain('\n');
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden('progress.jsonl'));
});
