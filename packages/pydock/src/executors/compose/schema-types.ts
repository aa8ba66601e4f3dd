// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Write docker-compose.yml from the project graph.
 */
export interface ComposeOptions {
  /**
   * Print the file; write nothing.
   */
  dryRun?: boolean;
  /**
   * Fail where the file is not what it should be; write nothing.
   */
  check?: boolean;
}
