// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Give an existing Python project a Dockerfile and Docker targets.
 */
export interface DockerizeOptions {
  /**
   * The project's directory, relative to where you are; with --all, where to look. Default with --all: the whole workspace.
   */
  directory?: string;
  /**
   * Every app that has no Dockerfile. Libraries are named and left alone; what must be settled by hand is listed at the end.
   */
  all?: boolean;
  /**
   * The project's name. Default: its present one, or the last part of the directory.
   */
  name?: string;
  /**
   * What to start: package.module:app, package.module:create_app() or main.py. Default: detected.
   */
  entrypoint?: string;
  /**
   * The package manager. Default: detected, by lock files first.
   */
  packageManager?: "uv" | "poetry" | "pdm" | "pipenv" | "pip";
  /**
   * The Python version. Default: detected, from .python-version and its like, else the newest that the project allows.
   */
  pythonVersion?: string | number;
  /**
   * The host port. Default: the lowest one from 8000 that no service of the workspace publishes.
   */
  port?: number;
  /**
   * The extras to install, such as --extras=web,postgres; --extras= for none. Default: none; what the app needs and only an extra brings is asked for.
   */
  extras?: string[];
  /**
   * The dependency groups to install besides: PEP 735's, Poetry's, PDM's, categories of a Pipfile, or requirements files by name (prod for requirements/prod.txt). Default: uv's default groups but for those that development alone needs; else none.
   */
  groups?: string[];
  /**
   * A path that answers 200 when the app is well, such as /health. Default: any answer to / will do.
   */
  healthPath?: string;
  /**
   * Do not format the files that are written.
   */
  skipFormat?: boolean;
}
