import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { argumentsReader, environmentReader } from './environment';

const place = (option: string) => ({ file: 'project.json', option });
const environment = (value: unknown) => environmentReader(place)(value, 'environment');
const args = (value: unknown) => argumentsReader(place)(value, 'args');

describe('environmentReader', () => {
  it.each([
    [{}, {}],
    [[], {}],
    [{ A: 'x' }, { A: 'x' }],
    [{ A: '' }, { A: '' }],
    [{ A: null }, { A: null }],
    [
      { N: 5, F: 0.5, Z: 0, T: true, B: false },
      { N: '5', F: '0.5', Z: '0', T: 'true', B: 'false' },
    ],
    [['A=x', 'B=', 'C', 'D=a=b', 'E= x '], { A: 'x', B: '', C: null, D: 'a=b', E: ' x ' }],
    [['A=1', 'A=2'], { A: '2' }],
    [
      { 'app.name': 'x', '0': 'y' },
      { 'app.name': 'x', '0': 'y' },
    ],
  ])('reads %j as %j', (value, expected) => {
    expect(environment(value)).toEqual(expected);
  });

  const anyOfBoth = 'it must be an object of names and values, or a list of NAME=value';
  const plain = 'it must be a text, a number, true or false';
  const name = 'it must be a name without "=" and without spaces';
  it.each([
    ['A=1', 'environment', anyOfBoth],
    [5, 'environment', anyOfBoth],
    [true, 'environment', anyOfBoth],
    [{ A: {} }, 'environment.A', plain],
    [{ A: ['x'] }, 'environment.A', plain],
    [{ '': 'x' }, 'environment.', name],
    [{ 'A B': 'x' }, 'environment.A B', name],
    [{ 'A=B': 'x' }, 'environment.A=B', name],
    [['=x'], 'environment[0]', name],
    [['A=1', 'my var=x'], 'environment[1]', name],
    [['A', 5], 'environment[1]', 'it must be a text that is not empty'],
    [[null], 'environment[0]', 'it must be a text that is not empty'],
    [[''], 'environment[0]', 'it must be a text that is not empty'],
    [[['A=1']], 'environment[0]', 'it must be a text that is not empty'],
  ])('refuses %j at %s', (value, option, why) => {
    expect(failureOf(() => environment(value)).failure).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      why,
      place: { option },
    });
  });
});

describe('argumentsReader', () => {
  it('reads plain values as texts', () => {
    expect(args({ A: 'x', B: 1, C: true, D: '' })).toEqual({ A: 'x', B: '1', C: 'true', D: '' });
  });

  it.each([
    [{ A: null }, 'args.A'],
    [{ A: {} }, 'args.A'],
    [{ '': 'x' }, 'args.'],
    [{ 'A B': 'x' }, 'args.A B'],
    [['A=1'], 'args'],
    ['A=1', 'args'],
  ])('refuses %j at %s', (value, option) => {
    expect(failureOf(() => args(value)).failure).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      place: { option },
    });
  });
});
