import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { failureOf } from '../specs/workspace';
import { batchTasks, commandName, executorOf, refuseOtherOptions, requested, singleTask } from './tasks';

const context = {
  root: '/work',
  projectName: 'api',
  targetName: 'docker-up',
  configurationName: 'production',
  projectGraph: { nodes: {}, dependencies: {} },
  nxJsonConfiguration: { plugins: [] },
} as unknown as ExecutorContext;

const graph = {
  tasks: Object.fromEntries(
    ['api', 'web', 'lib'].map((project) => {
      const target = { project, target: 'docker-up', configuration: 'staging' };
      return [`${project}:docker-up:staging`, { id: `${project}:docker-up:staging`, target }];
    }),
  ),
} as unknown as TaskGraph;
const options = { 'api:docker-up:staging': { memory: '1g' }, 'web:docker-up:staging': {} };

describe('the tasks of a command', () => {
  it('are one, as Nx runs an executor', () => {
    const tasks = singleTask({ memory: '1g' }, context);
    expect([...tasks.projects]).toEqual([['api', { memory: '1g' }]]);
    expect(commandName(tasks)).toBe('nx run api:docker-up');
    expect(requested(tasks)).toEqual({
      workspaceRoot: '/work',
      graph: context.projectGraph,
      nxJson: { plugins: [] },
      configuration: 'production',
    });
  });

  it('are those of a batch that have options', () => {
    const tasks = batchTasks<object>(graph, options, context);
    expect([...tasks.projects.keys()]).toEqual(['api', 'web']);
    expect(tasks).toMatchObject({ target: 'docker-up', configuration: 'staging' });
    expect(commandName(tasks)).toBe('nx run-many -t docker-up');
    expect(batchTasks({ tasks: {} } as TaskGraph, {}, context).projects.size).toBe(0);
  });

  it('have the configuration of whichever has one', () => {
    const rest = Object.fromEntries(Object.entries(graph.tasks).filter(([id]) => !id.startsWith('api:')));
    const without = { id: 'api:docker-up', target: { project: 'api', target: 'docker-up' } };
    const mixed = { tasks: { 'api:docker-up': without, ...rest } } as unknown as TaskGraph;
    const some = { 'api:docker-up': {}, 'web:docker-up:staging': {} };
    expect(batchTasks(mixed, some, context)).toMatchObject({ target: 'docker-up', configuration: 'staging' });
  });

  it('end alike, unless they tell how each ended', async () => {
    const ids = ['api:docker-up:staging', 'web:docker-up:staging', 'lib:docker-up:staging'];
    const ended = async (body: Parameters<typeof executorOf<object>>[0]) => {
      const { single, batch } = executorOf<object>(body);
      const results = await batch(graph, options, null, context);
      return [(await single({}, context)).success, ...ids.map((id) => results[id]?.success)];
    };
    expect(await ended(async () => undefined)).toEqual([true, true, true, true]);
    const outcomes = new Map([
      ['api', true],
      ['web', false],
    ]);
    expect(await ended(async () => outcomes)).toEqual([true, true, false, false]);
    const spy = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => spy.mockRestore());
    expect(await ended(() => Promise.reject(new Error('x')))).toEqual([false, false, false, false]);
  });

  it('refuse options that there are not', async () => {
    const tasks = singleTask({ volums: true, _: [], verbose: true }, context);
    expect(await failureOf(() => refuseOtherOptions(tasks, ['volumes', 'dryRun']))).toMatchObject({
      code: 'PYDOCK_OPTION_UNKNOWN',
      place: { file: 'api:docker-up', option: 'volums' },
    });
    refuseOtherOptions(singleTask({ volumes: true, $0: 'x' }, context), ['volumes']);
  });
});
