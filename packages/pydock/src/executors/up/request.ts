import type { ComposeProject, LastBuild, ObservedState, Plan, SecretWrite } from '@pydock/core';
import type { Engine } from '@pydock/engine';
import type { BuildReport } from '../../report/build-report';
import type { Say } from '../../report/progress';
import type { PreparedBuild } from '../build/prepare';

/** What docker-up is asked for. */
export interface UpRequest {
  readonly workspaceRoot: string;
  readonly command: string;
  readonly project: ComposeProject;
  /** Names of all services of the workspace, those that are left out of docker-compose.yml too. */
  readonly known: readonly string[];
  /** The name of the target that takes services down. */
  readonly downTarget: string;
  /** Names of the services asked for. */
  readonly services: readonly string[];
  /** Milliseconds to wait for health. */
  readonly timeout: number;
  readonly dryRun: boolean;
  readonly tell: Say;
  readonly report: BuildReport;
  readonly signal: AbortSignal;
}

/** Everything that docker-up found out before it acts. */
export interface UpState {
  readonly engine: Engine;
  readonly prepared: readonly PreparedBuild[];
  readonly observed: ObservedState;
  readonly lastBuilds: ReadonlyMap<string, LastBuild>;
  readonly secrets: readonly SecretWrite[];
  readonly definitions: Definitions;
  readonly composeText: string;
  readonly composeOnDisk: string | null;
  readonly plan: Plan;
}

/** What each service is started with, by its name: its definition, and what that means on this host. */
export type Definitions = ReadonlyMap<string, unknown>;
