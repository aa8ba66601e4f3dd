// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Stop and remove services; volumes are kept unless asked for.
 */
export interface DownOptions {
  /**
   * Remove the services' named volumes and their data as well.
   */
  volumes?: boolean;
  /**
   * Print what would be removed; change nothing.
   */
  dryRun?: boolean;
}
