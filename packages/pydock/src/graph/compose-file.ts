import { composeFile, composeFileForeign, isGenerated } from '@pydock/core';

/**
 * Refuses to go on where docker-compose.yml is somebody else's.
 * @param text what the file holds; null where there is none
 * @throws PydockError PYDOCK_COMPOSE_FILE_FOREIGN
 */
export function requireOwnComposeFile(text: string | null): void {
  if (text !== null && !isGenerated(text)) throw composeFileForeign(composeFile);
}
