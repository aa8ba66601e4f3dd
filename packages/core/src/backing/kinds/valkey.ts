import type { BackingKind } from '../kind';
import { redisProtocol } from './redis-protocol';

/** Valkey, which speaks Redis. */
export const valkey: BackingKind = {
  name: 'valkey',
  title: 'Valkey',
  image: 'valkey/valkey:8',
  ports: [6379],
  options: (request) => redisProtocol('valkey', request),
};
