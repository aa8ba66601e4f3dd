import type { HashedEntry } from './fingerprint';

/** One build, decided: all that the engine is told. */
export interface BuildRequest {
  /** The Compose service it is for, for messages. */
  readonly service: string;
  /** The workspace root, absolute: the context's paths are relative to it. */
  readonly contextRoot: string;
  /** What the build can see, in path-component order, parents before children. */
  readonly entries: readonly HashedEntry[];
  /** Relative to the context root, with `/`. */
  readonly dockerfile: string;
  readonly dockerfileText: string;
  /** Names the engine's own copy of the context, kept from build to build. */
  readonly sharedKey: string;
  /** The tag that the image gets. */
  readonly image: string;
  readonly args: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly target: string | null;
  readonly platform: string | null;
  /** Arguments that BuildKit gives to every step and keeps out of history and cache. */
  readonly proxies: Readonly<Record<string, string>>;
  /** Addresses by host name that the steps find. */
  readonly extraHosts: Readonly<Record<string, string>>;
  /** Secrets by id; only their place is known here, never their value. */
  readonly secrets: readonly BuildSecret[];
  /** What steps can sign with, by id; they never see a key. */
  readonly ssh: readonly BuildSsh[];
}

/** A secret that a RUN step may mount: a file, a variable's value, or variables as a file that a shell reads. */
export type BuildSecret =
  | { readonly id: string; readonly file: string }
  | { readonly id: string; readonly environment: string }
  | { readonly id: string; readonly variables: readonly string[] };

/** What a RUN step may sign with over ssh: the keys of an agent, by its socket, or those of files. */
export type BuildSsh =
  { readonly id: string; readonly agent: string } | { readonly id: string; readonly keys: readonly string[] };
