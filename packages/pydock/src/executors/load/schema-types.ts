// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Load the image of a service from a file that docker-save wrote.
 */
export interface LoadOptions {
  /**
   * The file, relative to the workspace root, with `{project}`, `{sha}`, `{branch}`, `{version}` and `{date}` filled in. Default: dist/images/{project}.tar.gz.
   */
  file?: string;
}
