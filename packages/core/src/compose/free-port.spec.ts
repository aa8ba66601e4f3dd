import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { chooseHostPort, freePort, hostPortsOf } from './free-port';

const published = (...ports: number[]) => new Map(ports.map((port) => [port, 'a']));

describe('freePort', () => {
  it('is the lowest that nobody has, from 8000', () => {
    expect(freePort(published())).toBe(8000);
    expect(freePort(published(8000, 8001, 8003))).toBe(8002);
    expect(freePort(published(8000), { taken: [8001] })).toBe(8002);
    expect(freePort(published(8000, 5432), { from: 5432 })).toBe(5433);
  });
});

describe('chooseHostPort', () => {
  it('is the one given, else a free one', () => {
    expect(chooseHostPort(9000, published(8000))).toBe(9000);
    expect(chooseHostPort(undefined, published(8000))).toBe(8001);
  });

  it.each([
    [8000, 'PYDOCK_PORT_CONFLICT'],
    [0, 'PYDOCK_PORT_INVALID'],
    [65536, 'PYDOCK_PORT_INVALID'],
    [80.5, 'PYDOCK_PORT_INVALID'],
  ])('refuses %d', (given, code) => {
    expect(failureOf(() => chooseHostPort(given, published(8000))).code).toBe(code);
  });
});

describe('hostPortsOf', () => {
  it.each([
    [{ ports: ['8000:80', 9000] }, [8000]],
    [{ ports: ['127.0.0.1:8001-8003:1-3', '[::1]:8004:80'] }, [8001, 8002, 8003, 8004]],
    [{ ports: ['x', null, { target: 1 }, '8000:80'] }, [8000]],
    [{ ports: 'many' }, []],
    [undefined, []],
    [null, []],
  ])('of %j', (options, expected) => {
    expect(hostPortsOf(options)).toEqual(expected);
  });
});
