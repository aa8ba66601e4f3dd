import { randomBytes } from 'node:crypto';
import type Docker from 'dockerode';
import type { Engine } from '../connection/connect';
import { unique } from './engine';
import { until } from './servers';

const script = `set -eu
htpasswd -Bbn "$USERNAME" "$PASSWORD" > /htpasswd
printf 'version: 0.1\\nhttp: { addr: ":5000" }\\nstorage: { filesystem: { rootdirectory: /registry } }\\n' > /registry.yml
if [ -n "$CERTIFICATE" ]; then
  echo "$CERTIFICATE" > /certificate.pem
  printf 'auth: { token: { realm: "%s", service: registry, issuer: tokens, rootcertbundle: /certificate.pem } }\\n' "$REALM" >> /registry.yml
else
  printf 'auth: { htpasswd: { realm: specs, path: /htpasswd } }\\n' >> /registry.yml
fi
exec docker-registry serve /registry.yml
`;

/** A registry that wants a name and a password, in a container of its own, on a port of this machine. */
export class Registry {
  private constructor(
    private readonly container: Docker.Container,
    readonly username: string,
    readonly password: string,
    /** Such as `127.0.0.1:32768`: to the engine an address of 127.0.0.0/8 needs no TLS. */
    readonly host: string,
    /** Its address among the containers of its engine. */
    readonly address: string,
  ) {}

  /** @param tokens who gives the tokens that it takes; without it, it takes the password itself */
  static async start(
    engine: Engine,
    image: string,
    username: string,
    tokens: { readonly port: number; readonly certificate: string } | null = null,
  ): Promise<Registry> {
    const password = `s3cret:${randomBytes(9).toString('hex')}`;
    const container = await engine.docker.createContainer({
      Image: image,
      name: unique('registry'),
      Cmd: ['sh', '-c', script],
      Env: [
        `USERNAME=${username}`,
        `PASSWORD=${password}`,
        `CERTIFICATE=${tokens?.certificate ?? ''}`,
        `REALM=http://127.0.0.1:${tokens?.port ?? 0}/token`,
      ],
      ExposedPorts: { '5000/tcp': {} },
      HostConfig: { Init: true, PortBindings: { '5000/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } },
    });
    await container.start();
    const { NetworkSettings } = await container.inspect();
    const host = `127.0.0.1:${NetworkSettings.Ports['5000/tcp']?.[0]?.HostPort ?? ''}`;
    const registry = new Registry(
      container,
      username,
      password,
      host,
      `${NetworkSettings.Networks['bridge']?.IPAddress ?? ''}:5000`,
    );
    try {
      // A connection that is taken before the server listens may never be answered.
      const ask = () => fetch(`http://${host}/v2/`, { signal: AbortSignal.timeout(1000) });
      await until(async () => expectStatus(await ask(), 401));
    } catch (error) {
      await registry.stop();
      throw error;
    }
    return registry;
  }

  /** What Docker's configuration has in `auths` of someone who has logged in here. */
  get auth(): object {
    return { [this.host]: { auth: this.basic }, [this.address]: { auth: this.basic } };
  }

  /** Asks the registry itself. */
  async get(path: string, accept = '*/*'): Promise<Response> {
    const headers = { Authorization: `Basic ${this.basic}`, Accept: accept };
    return fetch(`http://${this.host}/v2/${path}`, { headers });
  }

  async stop(): Promise<void> {
    await this.container.remove({ force: true, v: true });
  }

  private get basic(): string {
    return Buffer.from(`${this.username}:${this.password}`).toString('base64');
  }
}

function expectStatus({ status }: Response, expected: number): void {
  if (status !== expected) throw new Error(`the registry answers ${status}`);
}
