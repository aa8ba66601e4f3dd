import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { anyImageOptions, backingOptions, chooseKind } from './describe';
import { connectionOf, variableOf } from './kind';

describe('chooseKind', () => {
  it.each([
    [{ type: 'redis' }, 'redis'],
    [{ type: 'postgres', image: 'postgis/postgis:17-3.5' }, 'postgres'],
    [{ image: 'postgres' }, 'postgres'],
    [{ image: 'postgres:16-alpine' }, 'postgres'],
    [{ image: 'docker.io/library/postgres:17@sha256:0a1b' }, 'postgres'],
    [{ image: 'library/mongo:7' }, 'mongodb'],
    [{ image: 'valkey/valkey:8' }, 'valkey'],
    [{ image: 'axllent/mailpit' }, 'mailpit'],
    [{ image: 'bitnami/redis:7' }, undefined],
    [{ image: 'registry.example:5000/redis' }, undefined],
    [{ image: 'nats:2' }, undefined],
  ])('of %j is %s', (choice, name) => {
    expect(chooseKind(choice)?.name).toBe(name);
  });

  it.each([
    [{}, '--type', 'postgres, mysql'],
    [{ type: 'postgresql' }, '--type', 'did you mean "postgres"?'],
    [{ type: 'oracle' }, '--type', '--image=name:tag'],
    [{ image: 'Not An Image' }, '--image', 'postgres:18'],
    [{ type: 'redis', image: '' }, '--image', ''],
  ])('refuses %j', (choice, option, says) => {
    const { failure, message } = failureOf(() => chooseKind(choice));
    expect(failure).toMatchObject({ code: 'PYDOCK_OPTION_INVALID', place: { option } });
    expect(message).toContain(says);
  });
});

describe('variableOf', () => {
  it.each([
    ['db', 'DB'],
    ['order-db', 'ORDER_DB'],
    ['my_api.v2', 'MY_API_V2'],
    ['1st', '_1ST'],
  ])('of %s is %s', (service, name) => {
    expect(variableOf(service)).toBe(name);
  });
});

it('hands one connection string under each of its names, once', () => {
  expect(connectionOf('database', 'x', 'DATABASE_URL')).toEqual({ DATABASE_URL: 'x' });
  expect(connectionOf('db', 'x', 'DATABASE_URL')).toEqual({ DATABASE_URL: 'x', DB_URL: 'x' });
});

describe('anyImageOptions', () => {
  it('says of an image what is known of it, and no more', () => {
    expect(anyImageOptions('queue', { port: null })).toEqual({
      capAdd: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'],
    });
    expect(anyImageOptions('queue', { port: 4222 }).connection).toEqual({ QUEUE_URL: 'http://queue:4222' });
    expect(anyImageOptions('queue', { port: 4222, url: 'nats://queue' }).connection).toEqual({
      QUEUE_URL: 'nats://queue',
    });
  });
});

it('puts options into the order in which they read well', () => {
  const options = backingOptions('nats:2', [], { secrets: ['a'], memory: '1g', volumes: ['a:/a'] });
  expect(Object.keys(options)).toEqual(['image', 'volumes', 'secrets', 'memory']);
});
