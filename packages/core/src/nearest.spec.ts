import { describe, expect, it } from 'vitest';
import { nearest } from './nearest';

const choices = ['ports', 'volumes', 'environment', 'envFile', 'memory', 'cpus', 'restart', 'readOnly'];

describe('nearest', () => {
  it.each([
    ['port', 'ports'],
    ['prots', 'ports'],
    ['meomry', 'memory'],
    ['Ports', 'ports'],
    ['volume', 'volumes'],
    ['enviroment', 'environment'],
    ['environments', 'environment'],
    ['env_file', 'envFile'],
    ['read_only', 'readOnly'],
    ['cpu', 'cpus'],
    ['memmory', 'memory'],
    ['container_name', null],
    ['x', null],
    ['', null],
  ])('of %j is %j', (word, expected) => {
    expect(nearest(word, choices)).toBe(expected);
  });

  it('has nothing to say without choices', () => {
    expect(nearest('ports', [])).toBeNull();
  });
});
