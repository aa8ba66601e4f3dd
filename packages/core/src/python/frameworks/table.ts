import type { Settled } from '../fact';
import type { Manifest } from '../package-managers/table';
import type { Entrypoint, Server, Warning } from '../project';
import type { SourceTree } from '../source-tree';

/** A project whose manifest has been read. */
export interface ManifestProject {
  readonly root: string;
  readonly tree: SourceTree;
  readonly manifest: Manifest;
}

export type FrameworkName =
  | 'fastapi'
  | 'flask'
  | 'django'
  | 'starlette'
  | 'litestar'
  | 'sanic'
  | 'aiohttp'
  | 'tornado'
  | 'streamlit'
  | 'gradio'
  | 'celery'
  | 'grpc'
  | 'none';

/** What a framework says of a project that is its own. */
export interface Application {
  readonly entrypoint: Settled<Entrypoint>;
  /** The production server; null where the app serves by itself, or serves nothing. */
  readonly server: Server | null;
  /** The port in the container by default; null where it serves nothing. A port stated in the sources counts. */
  readonly port: Settled<number | null>;
  /** A path that the sources show to answer 200, such as /health; null where none is known. */
  readonly healthPath: string | null;
  /** What the app's process must find in its environment, for `ENV`; none of it is secret. */
  readonly environment: Readonly<Record<string, string>>;
  readonly warnings: readonly Warning[];
}

/** One framework: says whether a project is its own, finds what to start, and how. */
export interface Framework {
  readonly name: FrameworkName;
  /** As people write it: `FastAPI`. */
  readonly title: string;
  /** The packages, by normalised name, whose being required makes a project this framework's. */
  readonly packages: readonly string[];
  /** Whether projects that serve nothing use its packages as well: only sources show that a project is its own. */
  readonly ofClientsToo?: boolean;
  /** Whether the sources show that a target, `package.module:app`, is an app of its own. */
  has?(project: ManifestProject, target: string): boolean;
  /** @param wanted the entry point that the user names, or null */
  application(project: ManifestProject, wanted: string | null): Application;
  /** The exec-form words that start the app in production. */
  command(entrypoint: Entrypoint, server: Server | null, port: number | null): readonly string[];
}
