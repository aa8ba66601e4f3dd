import { describe, expect, it } from 'vitest';
import { faultOf } from '../compose/fault';
import { service, serviceSource } from '../specs/services';
import { volumeInvalid } from '../messages/options';
import type { ObservedContainer } from './observed';
import { type DownDesired, downCall, planDown } from './plan-down';
import { planText } from './text';

const container = (of: string, volumes: string[] = []): ObservedContainer => ({
  id: of,
  name: `shop-${of}-1`,
  service: of,
  workingDirectory: null,
  imageId: '',
  state: 'running',
  health: null,
  volumes,
  ports: {},
  configFiles: '/work/docker-compose.yml',
});

const api = service('api', { volumes: ['data:/data', 'shared:/shared'] });
const worker = service('worker', { volumes: ['shared:/shared', 'uploads:/uploads', './x:/x', '/anonymous'] });
const observed = {
  images: new Map(),
  containers: [container('worker'), container('api')],
  networks: ['shop_default'],
  volumes: ['data', 'shared', 'uploads'].map((volume) => ({ name: `shop_${volume}`, volume })),
};
const both: DownDesired = { services: ['api', 'worker'], volumes: false, known: [api, worker], faults: [] };
const textOf = (desired: Partial<DownDesired>, state: Partial<typeof observed> = {}) =>
  planText(planDown({ ...both, ...desired }, { ...observed, ...state }));

describe('planDown', () => {
  it('removes containers, then the network that they were in', async () => {
    await expect(textOf({})).toMatchFileSnapshot('__golden__/down.txt');
  });

  it('removes volumes where --volumes asks for it', async () => {
    await expect(textOf({ volumes: true })).toMatchFileSnapshot('__golden__/down-volumes.txt');
  });

  it('keeps the network while other services are in it, and the volumes that they mount', async () => {
    const text = textOf({ services: ['worker'], volumes: true });
    await expect(text).toMatchFileSnapshot('__golden__/down-one-of-two.txt');
  });

  it('keeps a volume that a container of others mounts, whatever its options say', () => {
    const containers = [container('worker'), container('old', ['shop_uploads'])];
    expect(textOf({ services: ['worker'], volumes: true }, { containers })).not.toContain('uploads');
  });

  it('takes down what is left of projects that are gone, with the last of the others', async () => {
    const containers = [...observed.containers, container('renamed')];
    await expect(textOf({}, { containers })).toMatchFileSnapshot('__golden__/down-orphan.txt');
    expect(textOf({ services: ['api'] }, { containers })).not.toContain('renamed');
  });

  it('takes down what can not be read by its name, with its volumes as far as they are known', () => {
    const options = { memory: 'lots', volumes: ['uploads:/uploads'] };
    const fault = faultOf(serviceSource({ project: 'worker', options }), volumeInvalid('', '', { file: '' }));
    const desired = { services: ['worker'], volumes: true, known: [api], faults: [fault] };
    expect(
      textOf(desired)
        .split('\n')
        .map((line) => line.replace(/ +because.*/, '')),
    ).toEqual(['remove container shop-worker-1', 'remove volume shop_uploads']);
    // One that can't be read is no project that is gone.
    expect(textOf({ services: ['api'], known: [api], faults: [fault] })).not.toContain('worker');
  });

  it("leaves alone what was started from somebody's own compose file", () => {
    const own = {
      ...container('db'),
      configFiles: '/work/docker-compose.yml,/work/docker-compose.override.yml',
    };
    const text = textOf({}, { containers: [...observed.containers, own] });
    expect(text).not.toContain('db');
    expect(text).not.toContain('network');
  });

  it('removes the volumes without a name of the containers that go', () => {
    const [ours, theirs] = ['a'.repeat(64), 'b'.repeat(64)];
    const containers = [container('api', [ours]), container('worker', [theirs, 'shop_data'])];
    const text = textOf({ services: ['api'], volumes: true }, { containers });
    expect(text).toContain(`remove volume ${ours}`);
    expect(text).not.toContain(theirs);
    expect(textOf({ services: ['api'] }, { containers })).not.toContain(ours);
  });

  it('has nothing to do where nothing is', () => {
    expect(planDown(both, { ...observed, containers: [], networks: [] })).toEqual([]);
  });
});

describe('downCall', () => {
  const callOf = (desired: Partial<DownDesired>, state: Partial<typeof observed> = {}) =>
    downCall(planDown({ ...both, ...desired }, { ...observed, ...state }), desired.services ?? both.services);

  it('takes down all, the network with it, only where nothing is left', () => {
    expect(callOf({})).toEqual({ args: ['down'], services: ['api', 'worker'] });
    expect(callOf({ services: ['api'] })).toEqual({ args: ['down', 'api'], services: ['api'] });
  });

  it('is none where there are volumes alone to remove', () => {
    const containers = [container('worker')];
    expect(callOf({ services: ['api'], volumes: true }, { containers })).toBeNull();
  });

  it('knows a service, so that compose sees the network that is left', () => {
    expect(callOf({ services: ['api'] }, { containers: [] })).toEqual({ args: ['down'], services: ['api'] });
  });
});
