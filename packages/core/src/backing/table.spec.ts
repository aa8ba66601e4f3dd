import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emitCompose } from '../compose/emit';
import { resolveService } from '../compose/resolve';
import { serviceSource, shop } from '../specs/services';
import { anyImageOptions, backingOptions } from './describe';
import type { BackingKind } from './kind';
import { backingKinds } from './table';

/** A backing service named `store`, and a service that depends on it. */
function composeOf(options: Record<string, unknown>): string {
  const store = resolveService(serviceSource({ project: 'store', root: 'store', options }));
  const api = serviceSource({ project: 'api', graphDependencies: ['store'] });
  return emitCompose(shop(store, resolveService(api)));
}

const optionsOf = (kind: BackingKind, image = kind.image) =>
  backingOptions(
    image,
    kind.ports.map((port) => `${port}:${port}`),
    kind.options({ service: 'store', image }),
  );

describe('a kind of backing service', () => {
  it.each(backingKinds.map((kind) => [kind.name, kind] as const))(
    '%s has this in docker-compose.yml',
    async (name, kind) => {
      await expect(composeOf(optionsOf(kind))).toMatchFileSnapshot(`__golden__/${name}.docker-compose.yml`);
    },
  );

  it.each(backingKinds.map((kind) => [kind.name, kind] as const))(
    '%s runs without capabilities, is checked, and is heard on 127.0.0.1',
    (_name, kind) => {
      const service = resolveService(serviceSource({ project: 'store', options: optionsOf(kind) }));
      expect(service).toMatchObject({ builds: false, capDrop: ['ALL'], capAdd: [], checksHealth: true });
      expect(service.memory).toBeGreaterThan(0);
      expect(service.ports.map(({ hostIp }) => hostIp)).toEqual(kind.ports.map(() => '127.0.0.1'));
      expect(Object.keys(service.connection)).toContain('STORE_URL');
    },
  );

  it('is named and listed once, in the documentation too', () => {
    const names = backingKinds.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    const page = readFileSync(join(__dirname, '../../../../docs/backing-services.md'), 'utf8');
    const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    for (const { name, image } of backingKinds)
      expect(rows).toContainEqual(expect.arrayContaining([`\`${name}\``, `\`${image}\``]));
    const schema = join(__dirname, '../../../pydock/src/generators/backing-service/schema.json');
    const { properties } = JSON.parse(readFileSync(schema, 'utf8')) as {
      properties: { type: { description: string } };
    };
    expect(properties.type.description.match(/\w+/g)).toEqual(expect.arrayContaining(names));
  });
});

it('mounts the volume of PostgreSQL where the version keeps its data', () => {
  const [postgres] = backingKinds;
  const volume = (image: string) => postgres?.options({ service: 'db', image }).volumes?.[0];
  const [old, young] = ['db-data:/var/lib/postgresql/data', 'db-data:/var/lib/postgresql'];
  for (const image of ['postgres:17', 'postgres:9.6-alpine', 'postgis/postgis:17-3.5', 'x:5000/postgres:16'])
    expect(volume(image)).toBe(old);
  for (const image of [
    'postgres:18',
    'postgres:18.1-alpine',
    'postgres',
    'postgres:latest',
    'x:5000/postgres',
  ])
    expect(volume(image)).toBe(young);
});

it('an image of no known kind has this in docker-compose.yml', async () => {
  const known = {
    port: 7700,
    dataDirectory: '/meili_data',
    healthcheck: 'curl --fail http://127.0.0.1:7700/health',
    secrets: ['master_key'],
    url: 'http://:${master_key}@store:7700',
  };
  const options = backingOptions(
    'getmeili/meilisearch:v1.16',
    ['7700:7700'],
    anyImageOptions('store', known),
  );
  await expect(composeOf(options)).toMatchFileSnapshot('__golden__/any-image.docker-compose.yml');
});
