import { projectTaken } from '../messages/compose';
import type { ObservedState } from './observed';

/**
 * Refuses to touch containers of another workspace whose Compose project has the same name: a second clone, say.
 * @param isOurs whether a directory is this workspace, or is there no more
 * @throws PydockError PYDOCK_PROJECT_TAKEN
 */
export function requireOwnProject(
  project: string,
  isOurs: (directory: string) => boolean,
  { containers }: ObservedState,
): void {
  const foreign = containers.find(({ workingDirectory: from }) => from !== null && !isOurs(from));
  if (foreign?.workingDirectory) throw projectTaken(project, foreign.workingDirectory, foreign.name);
}
