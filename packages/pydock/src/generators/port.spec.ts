import type { Tree } from '@nx/devkit';
import { describe, expect, it } from 'vitest';
import { emptyWorkspace, failureOf } from '../specs/workspace';
import { hostPort } from './port';

const freePort = (tree: Tree) => hostPort(tree, undefined);

const project = (name: string, options: object, configurations = {}) => ({
  [`apps/${name}/project.json`]: JSON.stringify({
    name,
    targets: { 'docker-up': { options, configurations } },
  }),
});

describe('a free port', () => {
  it('is 8000 in an empty workspace', () => {
    expect(freePort(emptyWorkspace())).toBe(8000);
  });

  it('is the lowest that no service has, in whatever form', () => {
    const tree = emptyWorkspace({
      ...project('a', { ports: ['8000:80', 9000] }),
      ...project('b', { ports: ['127.0.0.1:8001-8003:1-3', '[::1]:8004:80', '8005:53/udp'] }),
      ...project('c', {}, { production: { ports: ['8006:80'] } }),
      ...project('d', { ports: ['8008:80'] }),
    });
    expect(freePort(tree)).toBe(8007);
  });

  it('does not mind options that can not be read', () => {
    const tree = emptyWorkspace({
      ...project('a', { ports: 'many' }),
      ...project('b', { ports: ['x', null, { target: 1 }, '8000:80'] }),
    });
    expect(freePort(tree)).toBe(8001);
  });

  it('looks at the target that the plugin is told to use', () => {
    const tree = emptyWorkspace({
      'nx.json': JSON.stringify({ plugins: [{ plugin: 'pydock', options: { upTargetName: 'up' } }] }),
      'apps/a/project.json': JSON.stringify({
        name: 'a',
        targets: { up: { options: { ports: ['8000:80'] } } },
      }),
    });
    expect(freePort(tree)).toBe(8001);
  });
});

describe('hostPort', () => {
  it('is the one given, else a free one', () => {
    expect(hostPort(emptyWorkspace(), 9000)).toBe(9000);
    expect(hostPort(emptyWorkspace(), undefined)).toBe(8000);
  });

  it('refuses one that another service publishes, and lets a project keep its own', async () => {
    const tree = emptyWorkspace(project('a', { ports: ['9000:80'] }));
    expect(await failureOf(() => hostPort(tree, 9000))).toMatchObject({
      code: 'PYDOCK_PORT_CONFLICT',
      why: 'a publishes it',
    });
    expect(hostPort(tree, 9000, { own: 'apps/a' })).toBe(9000);
  });

  it.each([0, -1, 65536, 80.5, NaN])('refuses %d, and names the range', async (given) => {
    expect(await failureOf(() => hostPort(emptyWorkspace(), given))).toMatchObject({
      code: 'PYDOCK_PORT_INVALID',
      why: expect.stringContaining('from 1 to 65535'),
      place: { file: 'command line', option: '--port' },
    });
  });
});
