// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Build what is stale, start services and wait until they are healthy. These options describe the service; their names are Compose's in camelCase.
 */
export interface UpOptions {
  /**
   * The service's name in Compose. Default: the project's name.
   */
  serviceName?: string;
  /**
   * Ports published on the host, as host:container. They listen on 127.0.0.1 unless an address is given.
   */
  ports?: (string | number)[];
  /**
   * Named volumes (data:/var/lib/app) and paths of the host (./conf:/etc/app:ro). A path that starts with ./ or ../ is relative to the project.
   */
  volumes?: string[];
  /**
   * Environment variables. A null value is taken from the environment of whoever starts the service; ${NAME} is replaced by Compose.
   */
  environment?:
    | {
        [k: string]: string | number | boolean | null;
      }
    | string[];
  /**
   * Files of environment variables: a name alone, or a path with ./ or ../, is relative to the project; any other path to the workspace root.
   */
  envFile?: string | string[];
  /**
   * The memory limit, such as 512m or 2g. Default: 512m. false removes the limit.
   */
  memory?: string | number | boolean;
  /**
   * The limit of processors, such as 0.5. Default: 1. false removes the limit.
   */
  cpus?: string | number | boolean;
  /**
   * The limit of processes and threads. Default: 256. false removes the limit.
   */
  pids?: number | boolean;
  /**
   * When the engine starts the service again: no, always, unless-stopped, on-failure or on-failure:3. Default: no.
   */
  restart?: string;
  /**
   * The command, in place of the image's own.
   */
  command?: string | string[];
  /**
   * The user, in place of the image's own.
   */
  user?: string | number;
  /**
   * Mount the root file system read only. Default: false.
   */
  readOnly?: boolean;
  /**
   * Run an init process as PID 1. Default: true.
   */
  init?: boolean;
  /**
   * Forbid gaining privileges, through setuid programs for instance. Default: true.
   */
  noNewPrivileges?: boolean;
  /**
   * Kernel capabilities to take away. Default: ALL.
   */
  capDrop?: string[];
  /**
   * Kernel capabilities to give back, such as NET_BIND_SERVICE.
   */
  capAdd?: string[];
  /**
   * How the service's health is checked; false switches the check off.
   */
  healthcheck?:
    | boolean
    | {
        /**
         * Switch the image's check off.
         */
        disable?: boolean;
        /**
         * The command, in place of the image's own, as Compose writes it.
         */
        test?: string | string[];
        /**
         * Time between checks, such as 10s.
         */
        interval?: string | number;
        /**
         * Time that a check may take.
         */
        timeout?: string | number;
        /**
         * Time within which failures do not count. Default: 30s.
         */
        startPeriod?: string | number;
        /**
         * Time between checks while the service starts. Default: 300ms.
         */
        startInterval?: string | number;
        /**
         * Failures in a row that make the service unhealthy.
         */
        retries?: number;
        [k: string]: unknown;
      };
  /**
   * Services to wait for beside those that the project graph tells of.
   */
  dependsOn?: string[];
  /**
   * An image to run as it is, such as postgres:18: a backing service, with nothing to build.
   */
  image?: string;
  /**
   * Secrets, each a file below /run/secrets: names, or names with a file each. Where a name has no file, or null, pydock makes its value at random, once, in .pydock/secrets.
   */
  secrets?:
    | string[]
    | {
        [k: string]: string | null;
      };
  /**
   * Environment variables of the services that depend on this one. ${name} stands for a secret of that name.
   */
  connection?: {
    [k: string]: string;
  };
  /**
   * How connection strings with a secret reach this service from those that it depends on: environment; files, each below /run/secrets and named by a variable NAME_FILE; or none. Default: environment.
   */
  connections?: string;
  /**
   * Anything else of a Compose service, in Compose's own words; merged in last.
   */
  compose?: {
    [k: string]: unknown;
  };
  /**
   * How long to wait for the services to be healthy. Default: 120s.
   */
  timeout?: string | number;
  /**
   * How builds are told of where there is something to build: "tty" draws a line for each running build, "plain" is a log, "json" one JSON object a line. Default: "auto", which is tty on a terminal and plain elsewhere.
   */
  progress?: "auto" | "tty" | "plain" | "json";
  /**
   * Print the plan, each operation with its cause; change nothing.
   */
  dryRun?: boolean;
  [k: string]: unknown;
}
