// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Start a new Python service with a Dockerfile.
 */
export interface ServiceOptions {
  /**
   * The directory of the new project, relative to where you are.
   */
  directory: string;
  /**
   * The project's name. Default: the last part of the directory.
   */
  name?: string;
  /**
   * The web framework.
   */
  framework?: "flask";
  /**
   * The package manager.
   */
  packageManager?: "pip";
  /**
   * The Python version, such as 3.13.
   */
  pythonVersion?: string;
  /**
   * The host port. Default: the lowest one from 8000 that no service of the workspace publishes.
   */
  port?: number;
  /**
   * Tags of the project, separated by commas.
   */
  tags?: string;
  /**
   * Do not format the files that are written.
   */
  skipFormat?: boolean;
}
