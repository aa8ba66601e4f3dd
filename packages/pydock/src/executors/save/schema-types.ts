// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Write the image of a service to a file.
 */
export interface SaveOptions {
  /**
   * The file, relative to the workspace root, with `{project}`, `{sha}`, `{branch}`, `{version}` and `{date}` filled in; `.tar.gz` and `.tar.zst` are compressed. Default: dist/images/{project}.tar.gz.
   */
  file?: string;
}
