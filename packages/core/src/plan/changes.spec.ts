import { describe, expect, it } from 'vitest';
import { changedKeys } from './changes';

const before = {
  image: 'shop-api',
  build: { context: '.' },
  depends_on: { db: { condition: 'service_started' } },
  environment: { LOG_LEVEL: 'info', TOKEN: null },
  ports: [{ target: 8000, published: '8000' }],
};

describe('changedKeys', () => {
  it.each([
    ['nothing', before, []],
    ['a copy', structuredClone(before), []],
    ['a value', { ...before, environment: { LOG_LEVEL: 'debug', TOKEN: null } }, ['environment.LOG_LEVEL']],
    ['a value more', { ...before, environment: { ...before.environment, A: '' } }, ['environment.A']],
    ['a value less', { ...before, environment: { LOG_LEVEL: 'info' } }, ['environment.TOKEN']],
    [
      'an object more',
      { ...before, deploy: { resources: { limits: { pids: 1 } } } },
      ['deploy.resources.limits.pids'],
    ],
    ['an object in place of a list', { ...before, ports: { a: 1 } }, ['ports']],
    ['an object less', { ...before, environment: undefined }, ['environment.LOG_LEVEL', 'environment.TOKEN']],
    ['a list, as a whole', { ...before, ports: [{ target: 8000, published: '9000' }] }, ['ports']],
    ['several, sorted', { ...before, ports: [], image: 'x', init: true }, ['image', 'init', 'ports']],
    ['a number that was a text', { ...before, image: 5 }, ['image']],
    ['how it is built', { ...before, build: { context: '.', args: { A: 'x' } } }, []],
    ['what it waits for', { ...before, depends_on: {} }, []],
    ['profiles and pull policy', { ...before, profiles: ['x'], pull_policy: 'always' }, []],
  ])('tells of %s', (_case, after, expected) => {
    expect(changedKeys(before, after)).toEqual(expected);
  });

  it('does not mind the order of keys', () => {
    expect(changedKeys(before, Object.fromEntries(Object.entries(before).reverse()))).toEqual([]);
  });

  it('tells of everything where there is no record', () => {
    expect(changedKeys(undefined, { image: 'x', ports: [] })).toEqual(['image', 'ports']);
  });

  it.each(['x', 5, []])('tells of a record that is %j as a whole', (record) => {
    expect(changedKeys(record, before)).toEqual(['']);
  });
});
