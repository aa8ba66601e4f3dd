import type { BackingKind } from './kind';
import { mailpit } from './kinds/mailpit';
import { mariadb } from './kinds/mariadb';
import { memcached } from './kinds/memcached';
import { minio } from './kinds/minio';
import { mongodb } from './kinds/mongodb';
import { mysql } from './kinds/mysql';
import { postgres } from './kinds/postgres';
import { rabbitmq } from './kinds/rabbitmq';
import { redis } from './kinds/redis';
import { valkey } from './kinds/valkey';

/** The kinds of backing services, in the order in which they are listed to people. */
export const backingKinds: readonly BackingKind[] = [
  postgres,
  mysql,
  mariadb,
  redis,
  valkey,
  rabbitmq,
  mongodb,
  memcached,
  minio,
  mailpit,
];
