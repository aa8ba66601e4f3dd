import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workspace } from '../harness/workspace';

const dockerfile = (name: string, command: string) =>
  `FROM python:3.13-slim\nWORKDIR /app\nCOPY ${name}/app.py .\nRUN ${command}\nCMD ["python", "app.py"]\n`;

describe('how builds are told of', { tags: ['docker'] }, () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.make('progress');
    await workspace.init();
    for (const name of ['api', 'web']) {
      await workspace.service(name, {});
      await workspace.write(`${name}/Dockerfile`, dockerfile(name, `sleep 1; echo made ${name}; sleep 1`));
    }
  });

  afterAll(() => workspace.close());

  let edits = 0;
  // Bytes that no earlier run had: the engine keeps steps.
  const edit = async () => {
    for (const name of ['api', 'web'])
      await workspace.write(`${name}/app.py`, `print('${workspace.name}', ${++edits})\n`);
  };
  const events = (output: string) =>
    output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('is a line on a terminal, drawn again as the build goes on, and one that stays', async () => {
    await edit();
    const command = workspace.startInTerminal('run api:docker-build');
    const { code, output } = await command.finished;
    expect(code, output).toBe(0);
    expect(output).toMatch(/api {2}4\/4 {2}[\d.]+ m?s {2}RUN .* › made api/);
    const [before = '', after = ''] = output.split('\x1b[?25h', 2);
    expect(before).toContain('\x1b[1A');
    expect(before).toMatch(/built \S+-api in [\d.]+ m?s \(1 of 3 steps cached\)/);
    expect(after).not.toContain('\x1b[1A\r');
  });

  it('is a log where there is no terminal, the lines of each build together', async () => {
    await edit();
    const lines = (await workspace.mustNx('run-many -t docker-build'))
      .split('\n')
      .flatMap((line) => /^(api|web): /.exec(line)?.[1] ?? []);
    const turns = lines.filter((name, index) => name !== lines[index - 1]);
    expect(turns.sort()).toEqual(['api', 'web']);
  });

  it('is folded on GitHub', async () => {
    await edit();
    const line = 'run-many -t docker-build --output-style=stream';
    const output = await workspace.mustNx(line, { CI: 'true', GITHUB_ACTIONS: 'true' });
    for (const name of ['api', 'web']) {
      const start = `::group::${name}\n${name}: [2/4] WORKDIR /app  cached\n`;
      const [, group = ''] = output.split(start);
      expect(group, output).toMatch(new RegExp(`^(${name}: .*\n)+::endgroup::\n${name}: built `));
    }
  });

  it('is an object a line with --progress=json, for a failure too', async () => {
    await edit();
    const built = events(await workspace.mustNx('run api:docker-build --progress=json'));
    expect(built.at(0)).toMatchObject({ service: 'api', event: 'build-started', cause: expect.any(String) });
    expect(built).toContainEqual(expect.objectContaining({ event: 'log', text: 'made api\n' }));
    expect(built.at(-1)).toMatchObject({ event: 'build-completed', cachedSteps: 1, steps: 3 });
    await workspace.write('api/Dockerfile', dockerfile('api', 'exit 3'));
    const { output, code } = await workspace.nx('run api:docker-build --progress=json');
    expect(code).toBe(1);
    expect(events(output).at(-1)).toMatchObject({ event: 'build-failed', code: 'PYDOCK_BUILD_FAILED' });
  });

  it('is JSON of docker-up as well, with what it says besides', async () => {
    await edit();
    const told = events(await workspace.mustNx('run web:docker-up --dry-run --progress=json'));
    expect(told).toEqual([expect.objectContaining({ event: 'message' })]);
    expect(String(told[0]?.['text'])).toContain('build web');
  });
});
