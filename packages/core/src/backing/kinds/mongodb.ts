import { type BackingKind, connectionOf } from '../kind';

/** MongoDB. While it prepares its data it listens on 127.0.0.1, so the check asks at the container's own name. */
export const mongodb: BackingKind = {
  name: 'mongodb',
  title: 'MongoDB',
  image: 'mongo:8.0',
  ports: [27017],
  options: ({ service }) => ({
    volumes: [`${service}-data:/data/db`],
    environment: {
      MONGO_INITDB_ROOT_USERNAME: 'app',
      MONGO_INITDB_ROOT_PASSWORD_FILE: '/run/secrets/password',
    },
    secrets: ['password'],
    user: 'mongodb',
    healthcheck: {
      test: ['CMD-SHELL', 'mongosh --quiet --host "$$(hostname)" --eval "quit(db.hello().ok ? 0 : 1)"'],
      timeout: '20s',
      startPeriod: '60s',
      startInterval: '2s',
    },
    memory: '1g',
    connection: connectionOf(
      service,
      `mongodb://app:\${password}@${service}:27017/app?authSource=admin`,
      'MONGODB_URI',
    ),
    // The image declares it a volume; only a server of a sharded cluster keeps anything there.
    compose: { stop_grace_period: '1m', tmpfs: ['/data/configdb'] },
  }),
};
