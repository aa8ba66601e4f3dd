import { type BackingKind, connectionOf } from '../kind';

/** PostgreSQL. While it prepares its data it listens on a socket only, so the check asks over TCP. */
export const postgres: BackingKind = {
  name: 'postgres',
  title: 'PostgreSQL',
  image: 'postgres:18',
  ports: [5432],
  options: ({ service, image }) => ({
    volumes: [`${service}-data:${dataDirectory(image)}`],
    environment: {
      POSTGRES_USER: 'app',
      POSTGRES_DB: 'app',
      POSTGRES_PASSWORD_FILE: '/run/secrets/password',
    },
    secrets: ['password'],
    user: 'postgres',
    healthcheck: { test: ['CMD', 'pg_isready', '--host=127.0.0.1', '--username=app', '--dbname=app'] },
    connection: connectionOf(service, `postgresql://app:\${password}@${service}:5432/app`, 'DATABASE_URL'),
    compose: { shm_size: '128mb', stop_grace_period: '1m' },
  }),
};

// From version 18 on the image keeps each version's data in a directory of its own, below the one to mount.
function dataDirectory(image: string): string {
  const version = /:(\d+)[^/]*$/.exec(image)?.[1] ?? '18';
  return Number(version) < 18 ? '/var/lib/postgresql/data' : '/var/lib/postgresql';
}
