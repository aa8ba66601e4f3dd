// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Keep docker-compose.yml true to the project graph.
 */
export interface SyncOptions {}
