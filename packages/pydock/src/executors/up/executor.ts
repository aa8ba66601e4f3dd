import { leftOutText, withDependencies, withoutConfigurationText } from '@pydock/core';
import { pluginOptions, targetNames } from '../../graph/plugin-options';
import { readServices, withoutConfiguration } from '../../graph/workspace';
import { withBuildReport } from '../../report/build-report';
import { commandName, executorOf, requested } from '../tasks';
import type { UpOptions } from './schema-types';
import { longestTimeout } from './timeout';
import { up } from './up';

/** `pydock:up` for projects and what they depend on: one plan, one compose call. */
export const { single: upExecutor, batch: upBatch } = executorOf<UpOptions>(async (tasks, signal) => {
  const request = { ...requested(tasks), upOptions: tasks.projects as never };
  const { project, known, faults, leftOut, wanted } = await readServices(request, [...tasks.projects.keys()]);
  const services = project.services.filter(({ name }) => wanted.includes(name));
  const stated = services.map((each) => ({ each, options: tasks.projects.get(each.project) }));
  const asked = stated.map(({ each, options }) => ({
    progress: options?.progress,
    place: each.place('progress'),
  }));
  const timeouts = stated.map(({ each, options }) => ({
    timeout: options?.timeout,
    place: each.place('timeout'),
  }));
  await withBuildReport(asked, async (report) => {
    for (const { name, error } of leftOut) report.say(leftOutText(name, error));
    const plain = withoutConfiguration(request, withDependencies(project, wanted));
    if (plain.length > 0) report.say(withoutConfigurationText(plain, tasks.configuration ?? ''));
    await up({
      workspaceRoot: tasks.context.root,
      command: commandName(tasks),
      project,
      known: [...known, ...faults].map(({ name }) => name),
      downTarget: targetNames(pluginOptions(request.nxJson)).down,
      services: wanted,
      timeout: longestTimeout(timeouts),
      dryRun: [...tasks.projects.values()].some((each) => each.dryRun),
      tell: report.say,
      report,
      signal,
    });
  });
});
