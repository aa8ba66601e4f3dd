import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { resolveHealthcheck } from './healthcheck';

const place = (option: string) => ({ file: 'project.json', option });
const resolve = (value: unknown) => resolveHealthcheck(value, place);

const imagesOwn = {
  disable: false,
  test: null,
  interval: null,
  timeout: null,
  startPeriod: null,
  startInterval: 300,
  retries: null,
};

describe('resolveHealthcheck', () => {
  it.each([undefined, null, {}, true, { test: null, interval: null }])(
    'leaves the check of the image as it is for %j',
    (value) => {
      expect(resolve(value)).toEqual(imagesOwn);
    },
  );

  it.each([false, { disable: true }])('switches the check off for %j', (value) => {
    expect(resolve(value)).toEqual({ ...imagesOwn, disable: true });
  });

  it('takes NONE for no check, as Compose does', () => {
    expect(resolve({ test: ['NONE'] }).disable).toBe(true);
  });

  it('reads every option', () => {
    const test = ['CMD', 'python', '-c', ''];
    const given = {
      test,
      interval: '10s',
      timeout: 5,
      startPeriod: '1m30s',
      startInterval: '1s',
      retries: 3,
    };
    expect(resolve(given)).toEqual({
      disable: false,
      test,
      interval: 10_000,
      timeout: 5000,
      startPeriod: 90_000,
      startInterval: 1000,
      retries: 3,
    });
  });

  it('takes a text for a shell command', () => {
    expect(resolve({ test: 'pg_isready || exit 1' }).test).toBe('pg_isready || exit 1');
  });

  const start = 'it must be a shell command, or a list that starts with "CMD", "CMD-SHELL" or "NONE"';
  it.each([
    ['off', 'healthcheck', 'it must be an object of names and values, or false for no health check'],
    [0, 'healthcheck', 'it must be an object of names and values, or false for no health check'],
    [[], 'healthcheck', 'it must be an object of names and values, or false for no health check'],
    [{ disable: 'yes' }, 'healthcheck.disable', 'it must be true or false'],
    [{ test: ['python', '-c', 'x'] }, 'healthcheck.test', start],
    [{ test: [] }, 'healthcheck.test', 'it must be a text or a list of texts that is not empty'],
    [{ test: '' }, 'healthcheck.test', 'it must be a text or a list of texts that is not empty'],
    [{ test: 5 }, 'healthcheck.test', 'it must be a text or a list of texts that is not empty'],
    [{ test: ['CMD', 5] }, 'healthcheck.test[1]', 'it must be a text'],
    [{ retries: 0 }, 'healthcheck.retries', 'it must be a whole number above zero'],
    [{ retries: 1.5 }, 'healthcheck.retries', 'it must be a whole number above zero'],
    [{ retries: true }, 'healthcheck.retries', 'it must be a whole number above zero'],
  ])('refuses %j at %s', (value, option, why) => {
    expect(failureOf(() => resolve(value)).failure).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      why,
      place: { option },
    });
  });

  it.each(['interval', 'timeout', 'startPeriod', 'startInterval'])('refuses a wrong %s', (name) => {
    for (const value of ['10', -1, {}, true])
      expect(failureOf(() => resolve({ [name]: value })).failure).toMatchObject({
        code: 'PYDOCK_OPTION_INVALID',
        place: { option: `healthcheck.${name}` },
      });
  });

  it('refuses an option that it does not know, and says which is meant', () => {
    expect(failureOf(() => resolve({ start_period: '1s' })).failure).toMatchObject({
      code: 'PYDOCK_OPTION_UNKNOWN',
      todo: 'did you mean "startPeriod"?',
      place: { option: 'healthcheck.start_period' },
    });
  });
});
