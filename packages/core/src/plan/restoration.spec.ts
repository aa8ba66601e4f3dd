import { describe, expect, it } from 'vitest';
import type { ObservedContainer } from './observed';
import { planRestoration } from './restoration';

const container = (id: string, state: ObservedContainer['state'] = 'running'): ObservedContainer => ({
  id,
  name: `shop-${id}`,
  service: id.split('-')[0] ?? '',
  workingDirectory: '/work',
  volumes: [],
  ports: {},
  configFiles: '/work/docker-compose.yml',
  imageId: 'sha256:1',
  state,
  health: null,
});

const ids = (
  before: ObservedContainer[],
  now: ObservedContainer[],
  touched = ['api', 'web'],
  stopping: string[] = [],
) => {
  const { make, start } = planRestoration(before, now, touched, new Set(stopping));
  return { make: make.map(({ id }) => id), start: start.map(({ id }) => id) };
};

describe('planRestoration', () => {
  it('makes what is gone, each replica by itself, and leaves what runs alone', () => {
    const before = [container('api-1'), container('api-2'), container('web-1')];
    expect(ids(before, [container('api-2'), container('web-1')])).toEqual({
      make: ['api-1'],
      start: ['api-1'],
    });
  });

  it('makes one that had ended as well, so that it can be looked at', () => {
    expect(ids([container('api-1', 'exited')], [])).toEqual({ make: ['api-1'], start: [] });
  });

  it('starts again what was restarting', () => {
    expect(ids([container('api-1', 'restarting')], [])).toEqual({ make: ['api-1'], start: ['api-1'] });
  });

  it('starts what was stopped, or is about to stop, and nothing that had ended by itself', () => {
    const before = [container('api-1'), container('api-2'), container('web-1', 'exited')];
    const now = [container('api-1', 'exited'), container('api-2'), container('web-1', 'exited')];
    expect(ids(before, now)).toEqual({ make: [], start: ['api-1'] });
    expect(ids(before, now, ['api'], ['api-2', 'web-1'])).toEqual({ make: [], start: ['api-1', 'api-2'] });
  });

  it('leaves services alone that the command did not touch', () => {
    expect(ids([container('job-1')], [container('job-1', 'exited')])).toEqual({ make: [], start: [] });
    expect(ids([container('job-1')], [])).toEqual({ make: [], start: [] });
  });
});
