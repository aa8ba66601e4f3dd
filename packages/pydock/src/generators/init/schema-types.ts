// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Register pydock in nx.json.
 */
export interface InitOptions {
  /**
   * Do not format the files that are written.
   */
  skipFormat?: boolean;
  [k: string]: unknown;
}
