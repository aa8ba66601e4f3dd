import { type BackingKind, connectionOf } from '../kind';

/** MinIO with its web console: an S3 of one's own, under the variables that AWS's libraries read. */
export const minio: BackingKind = {
  name: 'minio',
  title: 'MinIO',
  // The last that its makers published.
  image: 'minio/minio:RELEASE.2025-09-07T16-13-09Z',
  ports: [9000, 9001],
  options: ({ service }) => ({
    volumes: [`${service}-data:/data`],
    environment: { MINIO_ROOT_USER: 'app', MINIO_ROOT_PASSWORD_FILE: '/run/secrets/password' },
    secrets: ['password'],
    command: ['server', '/data', '--console-address', ':9001'],
    healthcheck: { test: ['CMD', 'mc', 'ready', 'local'], startInterval: '1s' },
    memory: '1g',
    connection: {
      ...connectionOf(service, `http://${service}:9000`, 'AWS_ENDPOINT_URL_S3'),
      AWS_ACCESS_KEY_ID: 'app',
      AWS_SECRET_ACCESS_KEY: '${password}',
      AWS_DEFAULT_REGION: 'us-east-1',
    },
  }),
};
