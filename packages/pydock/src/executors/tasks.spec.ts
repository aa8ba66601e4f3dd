import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/workspace';
import { batchTasks, commandName, refuseOtherOptions, requested, sameForAll, singleTask } from './tasks';

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
const batch = { 'api:docker-up:staging': { memory: '1g' }, 'web:docker-up:staging': {} };

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
    const tasks = batchTasks<object>(graph, batch, context);
    expect([...tasks.projects.keys()]).toEqual(['api', 'web']);
    expect(tasks).toMatchObject({ target: 'docker-up', configuration: 'staging' });
    expect(commandName(tasks)).toBe('nx run-many -t docker-up');
    expect(batchTasks({ tasks: {} } as TaskGraph, {}, context).projects.size).toBe(0);
  });

  it('end alike', () => {
    const ended = { success: false, terminalOutput: '' };
    expect(sameForAll(graph, { success: false, error: new Error('x') })).toEqual({
      'api:docker-up:staging': ended,
      'web:docker-up:staging': ended,
      'lib:docker-up:staging': ended,
    });
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
