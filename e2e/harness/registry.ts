import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { must } from './command';

interface Published {
  readonly packument: object;
  readonly file: string;
  readonly bytes: Buffer;
}

/** An npm registry on 127.0.0.1 that has the packed packages, and sends npm to the configured registry for the rest. */
export class Registry {
  private constructor(
    private readonly server: Server,
    /** What npm is given as its registry. */
    readonly address: string,
    /** The tarballs that were asked for. */
    readonly served: readonly string[],
  ) {}

  static async open(tarballs: readonly string[]): Promise<Registry> {
    const upstream = (await must('npm', ['config', 'get', 'registry'], { cwd: '/' }))
      .trim()
      .replace(/\/?$/, '/');
    const published = new Map<string, Published>();
    const served: string[] = [];
    const server = createServer(({ url = '/' }, response) => {
      const path = decodeURIComponent(url.slice(1));
      const byFile = [...published.values()].find(({ file }) => path === `-/${file}`);
      if (byFile) served.push(byFile.file);
      if (byFile) response.end(byFile.bytes);
      else answer(response, published.get(path), `${upstream}${url.slice(1)}`);
    });
    await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    for (const tarball of tarballs) {
      const each = await publish(tarball, address);
      published.set(each.name, each);
    }
    return new Registry(server, address, served);
  }

  /** What makes npm use it, with a cache of its own: npm keeps what it had from elsewhere. */
  environment(cache: string): NodeJS.ProcessEnv {
    const present = Object.keys(process.env).filter((name) => /^npm_config_(registry|cache)$/i.test(name));
    return {
      ...Object.fromEntries(present.map((name) => [name, undefined])),
      npm_config_registry: this.address,
      npm_config_cache: cache,
    };
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

function answer(response: ServerResponse, found: Published | undefined, elsewhere: string): void {
  if (found) response.setHeader('Content-Type', 'application/json').end(JSON.stringify(found.packument));
  else response.writeHead(307, { Location: elsewhere }).end();
}

// What a registry tells of a package with one version.
async function publish(tarball: string, address: string): Promise<Published & { name: string }> {
  const bytes = await readFile(tarball);
  const manifest = await must('tar', ['-xzOf', tarball, 'package/package.json'], { cwd: '/' });
  const { name, version, ...rest } = JSON.parse(manifest) as { name: string; version: string };
  const file = basename(tarball);
  const dist = {
    tarball: `${address}-/${file}`,
    integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
    shasum: createHash('sha1').update(bytes).digest('hex'),
  };
  const versions = { [version]: { name, version, ...rest, dist } };
  return { name, file, bytes, packument: { name, 'dist-tags': { latest: version }, versions } };
}
