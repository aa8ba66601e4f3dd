import { existsSync, realpathSync } from 'node:fs';
import { type ObservedState, requireOwnProject } from '@pydock/core';

/**
 * Refuses to touch what another workspace started under the same name. A workspace that was moved keeps its own.
 * @throws PydockError PYDOCK_PROJECT_TAKEN
 */
export function refuseForeign(project: string, workspaceRoot: string, observed: ObservedState): void {
  const ours = realpathSync(workspaceRoot);
  requireOwnProject(
    project,
    (directory) => !existsSync(directory) || realpathSync(directory) === ours,
    observed,
  );
}
