import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { service, shop } from '../specs/services';
import { planSecrets, secretFiles } from './secrets';

const db = (options: Record<string, unknown> = {}) =>
  service('db', {
    image: 'postgres:18',
    volumes: ['db-data:/data'],
    secrets: ['password'],
    connection: { DATABASE_URL: 'postgresql://app:${password}@db/app' },
    ...options,
  });
const api = (options: Record<string, unknown> = {}) => service('api', { dependsOn: ['db'], ...options });
const [password, environment] = ['.pydock/secrets/db/password', '.pydock/secrets/db/connection.env'];

const writes = (
  project = shop(db(), api()),
  texts: Record<string, string> = {},
  volumes: string[] = [],
  random: (() => string) | null = () => 'random',
) =>
  planSecrets(
    project,
    ['db', 'api'],
    { texts: new Map(Object.entries(texts)), volumes, running: [] },
    random,
  );
const environmentOf = (value: string) =>
  `# Written by pydock from the secrets beside it.\nDATABASE_URL="postgresql://app:${value}@db/app"\n`;

describe('planSecrets', () => {
  it('makes what is not there, and writes the connection strings', () => {
    expect(writes()).toMatchObject([
      {
        file: password,
        text: 'random',
        mounted: true,
        cause: 'it is not there; its value is made at random',
      },
      {
        file: environment,
        text: environmentOf('random'),
        mounted: false,
        cause: 'it is not there',
        readers: [],
      },
    ]);
  });

  it('leaves a secret that is there, whatever ends its line', () => {
    expect(writes(undefined, { [password]: 'mine\n' })).toMatchObject([
      { file: environment, text: environmentOf('mine') },
    ]);
    expect(writes(undefined, { [password]: 'mine', [environment]: environmentOf('mine') })).toEqual([]);
  });

  it('tells who must be started anew where a connection string changed', () => {
    const texts = { [password]: 'new', [environment]: environmentOf('old') };
    expect(writes(undefined, texts)).toMatchObject([
      { file: environment, cause: 'a connection string changed', readers: ['api'] },
    ]);
  });

  it('writes one file for each connection string where services want files', () => {
    const project = shop(db(), api({ connections: 'files' }));
    expect(writes(project, { [password]: 'a/b' })).toMatchObject([
      {
        file: '.pydock/secrets/db/connection/DATABASE_URL',
        text: 'postgresql://app:a%2Fb@db/app',
        mounted: true,
      },
    ]);
  });

  it('writes no connection string that nobody reads', () => {
    for (const project of [shop(db()), shop(db(), api({ connections: 'none' }))])
      expect(writes(project, { [password]: 'x' })).toEqual([]);
  });

  it('makes no secret in the place of one that a volume was made with', () => {
    expect(failureOf(() => writes(undefined, {}, ['db-data'])).failure).toMatchObject({
      code: 'PYDOCK_SECRET_MISSING',
      what: `the secret of db in ${password} is gone`,
      todo: expect.stringContaining('nx run db:docker-down --volumes'),
      place: { option: 'targets.docker-up.options.secrets' },
    });
    // A service that is not to be started is left alone.
    const state = { texts: new Map<string, string>(), volumes: ['db-data'], running: [] };
    expect(planSecrets(shop(db(), service('web')), ['web'], state, () => 'random')).toEqual([]);
    expect(writes(undefined, {}, ['other'])).toHaveLength(2);
  });

  it('makes no secret in the place of one that a container runs with', () => {
    const project = shop(db({ volumes: [] }));
    const state = { texts: new Map<string, string>(), volumes: [], running: ['db'] };
    expect(failureOf(() => planSecrets(project, ['db'], state, () => 'random')).failure).toMatchObject({
      code: 'PYDOCK_SECRET_MISSING',
      why: expect.stringContaining('its container was made with it'),
    });
  });

  it('makes nothing where nothing may be made', () => {
    expect(writes(undefined, {}, [], null)).toEqual([]);
    expect(writes(undefined, { [password]: 'x' }, [], null)).toHaveLength(1);
  });

  it("waits for a file of the user's own", () => {
    const project = shop(db({ secrets: { password: './password' } }), api());
    expect(writes(project)).toEqual([]);
    expect(writes(project, { 'apps/db/password': 'x' })).toMatchObject([{ text: environmentOf('x') }]);
  });

  it('keeps every character from the reader of environment files', () => {
    const project = shop(db({ connection: { PASSWORD: '${password}' } }), api());
    const [file] = writes(project, { [password]: `a"b\\c$d'e #f` });
    expect(file?.text.split('\n')[1]).toBe(`PASSWORD="a\\"b\\\\c\\$d'e #f"`);
  });
});

it('knows every file that it may read', () => {
  expect(secretFiles(shop(db(), api()))).toEqual([
    '.pydock/secrets/api/connection.env',
    password,
    environment,
    '.pydock/secrets/db/connection/DATABASE_URL',
  ]);
});
