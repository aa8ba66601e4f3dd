// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Start a new Python service: sources, a test, manifests, a Dockerfile.
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
   * What the service is made with; script and command are plain Python.
   */
  framework?:
    | "fastapi"
    | "flask"
    | "django"
    | "starlette"
    | "litestar"
    | "sanic"
    | "aiohttp"
    | "tornado"
    | "streamlit"
    | "gradio"
    | "celery"
    | "grpc"
    | "script"
    | "command";
  /**
   * The package manager.
   */
  packageManager?: "uv" | "poetry" | "pdm" | "pipenv" | "pip";
  /**
   * The Python version, 3.11 or newer.
   */
  pythonVersion?: string | number;
  /**
   * The host port. Default: the lowest one from 8000 that no service of the workspace publishes.
   */
  port?: number;
  /**
   * Tags of the project, separated by commas.
   */
  tags?: string;
  /**
   * Celery: a schedule, and a second service beside it that sends it out.
   */
  beat?: boolean;
  /**
   * Do not lock what is installed. Without this option, the package manager's own lock command runs where it is installed.
   */
  skipLock?: boolean;
  /**
   * Do not format the files that are written.
   */
  skipFormat?: boolean;
}
