import { type BackingKind, connectionOf } from '../kind';

/** Memcached: a cache, with nothing to keep and no password. */
export const memcached: BackingKind = {
  name: 'memcached',
  title: 'Memcached',
  image: 'memcached:1.6',
  ports: [11211],
  options: ({ service }) => ({
    readOnly: true,
    command: ['memcached', '--memory-limit=64'],
    healthcheck: {
      test: [
        'CMD',
        'bash',
        '-c',
        'exec 3<>/dev/tcp/127.0.0.1/11211 && echo version >&3 && read -r -t 2 answer <&3 && [[ $$answer == VERSION* ]]',
      ],
    },
    memory: '128m',
    connection: connectionOf(service, `memcached://${service}:11211`, 'MEMCACHED_URL'),
  }),
};
