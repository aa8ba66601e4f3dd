import { openSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { WriteStream } from 'node:tty';

/** The terminal that what is printed reaches. */
export interface Terminal {
  /** How wide it is now. */
  columns(): number;
  close(): void;
}

const usual = 80;

/**
 * The terminal that what is printed reaches; null where there is none, or none that is known of. Nx reads the output of a
 * batch from a pipe and writes it to its own as it is: where that is a terminal, so it is for us.
 */
export function outputTerminal(): Terminal | null {
  const { stdout } = process;
  if (stdout.isTTY) return { columns: () => stdout.columns || usual, close: () => undefined };
  return inBatch() && isTerminal(`/proc/${process.ppid}/fd/1`) ? controllingTerminal() : null;
}

// Nx's own display has another screen, of a size that it tells nobody.
const inBatch = () => basename(process.argv[1] ?? '') === 'run-batch.js' && process.env['NX_TUI'] !== 'true';

// Elsewhere than on Linux there is no such link.
function isTerminal(link: string): boolean {
  try {
    return /^\/dev\/(pts\/|tty|console)/.test(readlinkSync(link));
  } catch {
    return false;
  }
}

function controllingTerminal(): Terminal | null {
  try {
    const stream = new WriteStream(openSync('/dev/tty', 'w'));
    stream.on('error', () => undefined);
    return {
      columns: () => stream.getWindowSize()[0] || usual,
      close: () => void stream.destroy(),
    };
  } catch {
    return null;
  }
}
