import type { Place } from '../../errors';
import type { Entrypoint, ProjectFiles, Server } from '../project';
import type { Requirement } from '../requirements';
import { flask } from './flask';
import { script } from './script';

/** What a framework says of a project that is its own. */
export interface Application {
  readonly entrypoint: Entrypoint;
  readonly server: Server | null;
  readonly serves: boolean;
  readonly source: Place;
}

/** One framework: says whether a project is its own, and finds what to start. */
export interface Framework {
  readonly name: FrameworkName;
  /** Where the framework is stated, or null where the project is not this framework's. */
  claims(project: ProjectFiles, requirements: readonly Requirement[]): Place | null;
  /** @throws PydockError PYDOCK_ENTRYPOINT_NOT_FOUND, PYDOCK_ENTRYPOINT_AMBIGUOUS */
  application(
    project: ProjectFiles,
    requirements: readonly Requirement[],
    wanted: string | null,
  ): Application;
}

export type FrameworkName = 'flask' | 'script';

/** In the order in which they are asked. A new framework is one file and one line here. */
export const frameworks: readonly Framework[] = [flask, script];
