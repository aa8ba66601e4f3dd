// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Push the image of a service to registries, and print its digests.
 */
export interface PushOptions {
  /**
   * The full names to push to, with `{project}`, `{sha}`, `{branch}`, `{version}` and `{date}` filled in. Default: the image's own name, where that has a registry.
   */
  tags?: string[];
  /**
   * Print what would be pushed; change nothing.
   */
  dryRun?: boolean;
}
