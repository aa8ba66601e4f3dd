// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Build the image of a service, unless it is up to date.
 */
export interface BuildOptions {
  /**
   * The Dockerfile, relative to the project. Default: Dockerfile.
   */
  dockerfile?: string;
  /**
   * The image's tag. Default: the Compose project's name, a hyphen, the service's name.
   */
  image?: string;
  /**
   * Build arguments by name.
   */
  args?: {
    [k: string]: string | number | boolean;
  };
  /**
   * The stage to build. Default: the last one.
   */
  target?: string;
  /**
   * The platform to build for, such as linux/arm64. Default: the engine's.
   */
  platform?: string;
  /**
   * Paths of the workspace that go into the build context beside the project.
   */
  include?: string[];
  /**
   * Secrets for the steps of the build, by id: a path, `{ "file": … }`, `{ "environment": … }`, or false. By default steps are lent what this machine has of a CA bundle, netrc, pip.conf, uv.toml and the like; false lends nothing.
   */
  secrets?:
    | {
        [k: string]: unknown;
      }
    | boolean;
  /**
   * What steps with `RUN --mount=type=ssh` sign with, by id, as in Compose: true for the agent, or the path of a key. Default: this machine's agent (SSH_AUTH_SOCK) as `default`; false lends nothing.
   */
  ssh?:
    | {
        [k: string]: unknown;
      }
    | string[]
    | boolean;
  /**
   * Give the steps the proxies of ~/.docker/config.json, or of the environment. Default: true.
   */
  proxies?: boolean;
  /**
   * Addresses by host name that the steps of the build find, for names that the engine's own resolver does not know.
   */
  extraHosts?: {
    [k: string]: string;
  };
  /**
   * How builds are told of: "tty" draws a line for each running build, "plain" is a log, "json" one JSON object a line. Default: "auto", which is tty on a terminal and plain elsewhere.
   */
  progress?: "auto" | "tty" | "plain" | "json";
  /**
   * Print what would be built and why; change nothing.
   */
  dryRun?: boolean;
  [k: string]: unknown;
}
