import { type BackingKind, connectionOf } from '../kind';

/** MySQL. Its ping succeeds without a password; over TCP, since it prepares its data without network. */
export const mysql: BackingKind = {
  name: 'mysql',
  title: 'MySQL',
  image: 'mysql:8.4',
  ports: [3306],
  options: ({ service }) => ({
    volumes: [`${service}-data:/var/lib/mysql`],
    environment: {
      MYSQL_USER: 'app',
      MYSQL_DATABASE: 'app',
      MYSQL_PASSWORD_FILE: '/run/secrets/password',
      MYSQL_ROOT_PASSWORD_FILE: '/run/secrets/root_password',
    },
    secrets: ['password', 'root_password'],
    user: 'mysql',
    healthcheck: {
      test: ['CMD', 'mysqladmin', 'ping', '--host=127.0.0.1', '--silent'],
      startPeriod: '60s',
      startInterval: '1s',
    },
    memory: '1g',
    connection: connectionOf(service, `mysql://app:\${password}@${service}:3306/app`, 'DATABASE_URL'),
    compose: { stop_grace_period: '1m' },
  }),
};
