import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { codeOf, failureOf } from '../specs/failures';
import { service, serviceSource, shop } from '../specs/services';
import { connectionText, handedTo } from './connection';
import { emitCompose } from './emit';
import { resolveService } from './resolve';

const db = (connection: object = { DATABASE_URL: 'postgresql://app:${password}@db/app', DB_HOST: 'db' }) =>
  service('db', { image: 'postgres:18', secrets: ['password'], connection });
const api = (options: Record<string, unknown> = {}) => service('api', { dependsOn: ['db'], ...options });

describe('connection', () => {
  it('names secrets of the service only', () => {
    expect(failureOf(() => db({ X: '${pasword}' })).failure).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      why: 'its secrets are password',
      place: { option: 'targets.docker-up.options.connection.X' },
    });
    expect(codeOf(() => service('a', { connection: { X: '${a}' } }))).toBe('PYDOCK_OPTION_INVALID');
  });

  it.each([[{ 'A B': 'x' }], [{ '1A': 'x' }], [{ A: '' }], [{ A: 5 }], ['x'], [['A']]])(
    'can not be %j',
    (connection) => {
      expect(codeOf(() => service('a', { connection }))).toBe('PYDOCK_OPTION_INVALID');
    },
  );
});

describe('what is handed to a service', () => {
  it('is in docker-compose.yml where it is no secret, and in a file that git does not see where it is', () => {
    expect(handedTo(api(), shop(db(), api()))).toEqual({
      environment: { DB_HOST: 'db' },
      envFiles: ['.pydock/secrets/db/connection.env'],
      secrets: [],
    });
  });

  it('can be files, which variables name', () => {
    const given = api({ connections: 'files' });
    expect(handedTo(given, shop(db(), given))).toMatchObject({
      environment: { DB_HOST: 'db', DATABASE_URL_FILE: '/run/secrets/database_url' },
      envFiles: [],
      secrets: [
        {
          source: 'db_DATABASE_URL',
          target: 'database_url',
          file: '.pydock/secrets/db/connection/DATABASE_URL',
        },
      ],
    });
    const yaml = parse(emitCompose(shop(db(), given))) as { secrets: object; services: { api: object } };
    expect(yaml.services.api).toMatchObject({
      secrets: [{ source: 'db_DATABASE_URL', target: 'database_url' }],
    });
    expect(yaml.secrets).toEqual({
      db_DATABASE_URL: { file: './.pydock/secrets/db/connection/DATABASE_URL' },
      db_password: { file: './.pydock/secrets/db/password' },
    });
  });

  it('can be nothing', () => {
    const given = api({ connections: 'none' });
    expect(handedTo(given, shop(db(), given))).toEqual({ environment: {}, envFiles: [], secrets: [] });
  });

  it('comes from what it depends on itself, not from what that depends on', () => {
    const web = service('web', { dependsOn: ['api'] });
    expect(handedTo(web, shop(db(), api(), web)).envFiles).toEqual([]);
  });

  it('gives way to what the service says itself', () => {
    const given = api({ environment: { DB_HOST: 'elsewhere' }, envFile: '.env' });
    const yaml = parse(emitCompose(shop(db(), given))) as { services: { api: object } };
    expect(yaml.services.api).toMatchObject({
      environment: { DB_HOST: 'elsewhere' },
      env_file: ['.pydock/secrets/db/connection.env', 'apps/api/.env'],
    });
  });

  it('is refused where two hand the same variable, unless the service settles it', () => {
    const reports = service('reports', { connection: { DATABASE_URL: 'x', REPORTS_URL: 'x' } });
    const both = (options: Record<string, unknown> = {}) =>
      shop(db(), reports, api({ dependsOn: ['db', 'reports'], ...options }));
    expect(failureOf(() => both()).failure).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      what: 'api depends on db and reports, which both hand it DATABASE_URL',
      place: { file: 'apps/reports/project.json' },
    });
    expect(both({ environment: { DATABASE_URL: 'mine' } }).services).toHaveLength(3);
    expect(both({ connections: 'none' }).services).toHaveLength(3);
  });
});

describe('connectionText', () => {
  const values = new Map([['password', "a b/c@d:e?f#g%h'(i)"]]);

  it('writes a secret in a URL as its syntax wants, and elsewhere as it is', () => {
    const url = connectionText('postgresql://app:${password}@db:5432/app', values);
    expect(url).toBe('postgresql://app:a%20b%2Fc%40d%3Ae%3Ff%23g%25h%27%28i%29@db:5432/app');
    expect(decodeURIComponent(new URL(url).password)).toBe(values.get('password'));
    expect(connectionText('${password}', values)).toBe(values.get('password'));
  });
});

describe('secrets', () => {
  const secretsOf = (secrets: unknown) => service('db', { secrets }).secrets;

  it('are names, or names with files', () => {
    const random = { name: 'a', file: '.pydock/secrets/db/a', random: true };
    expect(secretsOf(['a'])).toEqual([random]);
    expect(secretsOf({ a: null, b: './b.txt', c: 'c.txt', d: '/etc/d', e: 'conf/e', f: '../f' })).toEqual([
      random,
      { name: 'b', file: 'apps/db/b.txt', random: false },
      { name: 'c', file: 'apps/db/c.txt', random: false },
      { name: 'd', file: '/etc/d', random: false },
      { name: 'e', file: 'conf/e', random: false },
      { name: 'f', file: 'apps/f', random: false },
    ]);
  });

  it.each(['a', 5, true, ['../a'], ['a/b'], [''], ['.a'], [5], { a: 5 }, { a: '' }, { 'a b': null }])(
    'can not be %j',
    (secrets) => {
      expect(codeOf(() => secretsOf(secrets))).toBe('PYDOCK_OPTION_INVALID');
    },
  );
});

describe('image', () => {
  it('is run as it is: nothing is built', () => {
    const given = { options: { image: 'postgres:18' }, buildOptions: { image: 'other', platform: 'x' } };
    const resolved = resolveService(serviceSource({ project: 'db', ...given }));
    expect(resolved).toMatchObject({ image: 'postgres:18', builds: false });
    const yaml = parse(emitCompose(shop(resolved))) as { services: { db: object } };
    expect(yaml.services.db).not.toHaveProperty('build');
    expect(yaml.services.db).not.toHaveProperty('platform');
  });

  it.each(['', ' ', 'a b', 5, true, ['x']])('can not be %j', (image) => {
    expect(codeOf(() => service('db', { image }))).toBe('PYDOCK_OPTION_INVALID');
  });

  it.each(['env', '', 5, true, ['files']])('connections can not be %j', (connections) => {
    expect(codeOf(() => service('db', { connections }))).toBe('PYDOCK_OPTION_INVALID');
  });
});
