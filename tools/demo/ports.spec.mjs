import { expect, it } from 'vitest';
import { listeningInode } from './ports.mjs';

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F40 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 111 1 0 20 4 30 10 -1
   1: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1 0 100 0 0 10 0`;

it('finds who listens, not who is connected', () => {
  expect(listeningInode(table, 8000)).toBe('222');
  expect(listeningInode(table, 8001)).toBeNull();
});
