import { describe, expect, it } from 'vitest';
import { sizeInvalid } from './options';
import { leftOutText, removeOrphan, withoutConfigurationText } from './notes';

describe('what is told beside errors', () => {
  it('names a service that is left out, with the reason and its place', () => {
    const place = { file: 'apps/api/project.json', line: 7, option: 'targets.docker-up.options.memory' };
    expect(leftOutText('api', sizeInvalid('lots', place))).toBe(
      'api is left out of docker-compose.yml: "lots" can\'t be a memory limit (apps/api/project.json:7 targets.docker-up.options.memory)',
    );
  });

  it('names services without a configuration', () => {
    expect(withoutConfigurationText(['db'], 'production')).toBe(
      'db has no configuration "production" of docker-up: the plain options are taken',
    );
    expect(withoutConfigurationText(['cache', 'db'], 'staging')).toContain('cache, db have no configuration');
  });

  it('tells how to be rid of a container without a project', () => {
    expect(removeOrphan('shop-old-1', 'docker-down')).toBe(
      'its project is gone from this workspace: remove it with `docker rm --force shop-old-1`, or with all others by `nx run-many -t docker-down`',
    );
  });
});
