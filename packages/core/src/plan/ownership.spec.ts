import { describe, expect, it } from 'vitest';
import type { ObservedContainer } from './observed';
import { requireOwnProject } from './ownership';

const container = (workingDirectory: string | null): ObservedContainer => ({
  id: '1',
  name: 'acme-api-1',
  service: 'api',
  workingDirectory,
  volumes: [],
  ports: {},
  configFiles: '/work/docker-compose.yml',
  imageId: 'sha256:1',
  state: 'running',
  health: 'healthy',
});
const observed = (...directories: (string | null)[]) => ({
  images: new Map(),
  containers: directories.map(container),
});

const isOurs = (directory: string) => directory === '/home/a/acme';

describe('requireOwnProject', () => {
  it('takes what was started from the workspace, or from nowhere that is known', () => {
    expect(() => requireOwnProject('acme', isOurs, observed('/home/a/acme', null))).not.toThrow();
    expect(() => requireOwnProject('acme', isOurs, observed())).not.toThrow();
  });

  it('refuses what another workspace has started', () => {
    expect(() => requireOwnProject('acme', isOurs, observed('/home/a/acme-2'))).toThrowError(
      /PYDOCK_PROJECT_TAKEN: the Compose project "acme" is another workspace's[^]*acme-api-1 was started from \/home\/a\/acme-2/,
    );
  });
});
