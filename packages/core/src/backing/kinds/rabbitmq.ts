import { type BackingKind, connectionOf } from '../kind';

/** RabbitMQ with its web console. The image reads no password from a file; the node's name is where its data lies. */
export const rabbitmq: BackingKind = {
  name: 'rabbitmq',
  title: 'RabbitMQ',
  image: 'rabbitmq:4-management',
  ports: [5672, 15672],
  options: ({ service }) => ({
    volumes: [`${service}-data:/var/lib/rabbitmq`],
    environment: { RABBITMQ_DEFAULT_USER: 'app', RABBITMQ_NODENAME: 'rabbit@localhost' },
    secrets: ['password'],
    user: 'rabbitmq',
    command: [
      'sh',
      '-c',
      'export RABBITMQ_DEFAULT_PASS="$$(cat /run/secrets/password)"; exec docker-entrypoint.sh rabbitmq-server',
    ],
    healthcheck: {
      test: ['CMD', 'rabbitmq-diagnostics', '--quiet', 'check_port_connectivity'],
      timeout: '20s',
      startPeriod: '60s',
      startInterval: '2s',
    },
    connection: connectionOf(service, `amqp://app:\${password}@${service}:5672/`, 'RABBITMQ_URL'),
    compose: { stop_grace_period: '1m' },
  }),
};
