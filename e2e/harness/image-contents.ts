import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { docker } from './docker';
import { must } from './command';

/** The parts of an image that have one of the texts: layers, configuration and history, as `docker save` gives them. */
export async function partsWith(image: string, texts: readonly string[]): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'pydock-image-'));
  try {
    await docker('save', '--output', join(directory, 'image.tar'), image);
    await must('tar', ['-xf', 'image.tar'], { cwd: directory });
    await rm(join(directory, 'image.tar'));
    const files = await readdir(directory, { recursive: true, withFileTypes: true });
    const paths = files.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
    const found: string[] = [];
    for (const path of paths) {
      const bytes = unpacked(await readFile(path));
      for (const text of texts) {
        const at = bytes.indexOf(text);
        if (at !== -1) found.push(`${fileAt(bytes, at) || path} has ${text}`);
      }
    }
    return found;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

// The name of the file of a layer that a byte belongs to: its header comes before it.
function fileAt(bytes: Buffer, offset: number): string {
  const header = bytes.lastIndexOf('ustar', offset) - 257;
  return header < 0 ? '' : bytes.toString('utf8', header, header + 100).replace(/\0.*$/s, '');
}

// Engines with the containerd store save layers compressed.
const unpacked = (bytes: Buffer) => (bytes.readUInt16BE() === 0x1f8b ? gunzipSync(bytes) : bytes);
