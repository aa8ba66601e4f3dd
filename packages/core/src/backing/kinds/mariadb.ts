import { type BackingKind, connectionOf } from '../kind';

/** MariaDB, with the check that its image brings. */
export const mariadb: BackingKind = {
  name: 'mariadb',
  title: 'MariaDB',
  image: 'mariadb:11.8',
  ports: [3306],
  options: ({ service }) => ({
    volumes: [`${service}-data:/var/lib/mysql`],
    environment: {
      MARIADB_USER: 'app',
      MARIADB_DATABASE: 'app',
      MARIADB_PASSWORD_FILE: '/run/secrets/password',
      MARIADB_ROOT_PASSWORD_FILE: '/run/secrets/root_password',
    },
    secrets: ['password', 'root_password'],
    user: 'mysql',
    healthcheck: {
      test: ['CMD', 'healthcheck.sh', '--connect', '--innodb_initialized'],
      startPeriod: '60s',
      startInterval: '1s',
    },
    connection: connectionOf(service, `mysql://app:\${password}@${service}:3306/app`, 'DATABASE_URL'),
    compose: { stop_grace_period: '1m' },
  }),
};
