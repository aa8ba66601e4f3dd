import type { BackingKind } from '../kind';
import { redisProtocol } from './redis-protocol';

/** Redis, with its data on disk. */
export const redis: BackingKind = {
  name: 'redis',
  title: 'Redis',
  image: 'redis:8',
  ports: [6379],
  options: (request) => redisProtocol('redis', request),
};
