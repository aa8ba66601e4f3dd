import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { connectEngine, type Engine } from '../connection/connect';
import { python, unique } from './engine';
import { until } from './servers';

/**
 * What runs in its container: a certificate authority, an sshd and a dockerd. What the client side needs of them goes
 * into the shared directory and belongs to whoever runs the specs.
 */
const script = `set -eu
cd /shared
openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=ca -days 2 -keyout ca-key.pem -out ca.pem 2> /dev/null
signed() {
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$1" -keyout "$1-key.pem" -out request.pem 2> /dev/null
  echo "$2" > extensions
  openssl x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -days 2 -extfile extensions -out "$1.pem" 2> /dev/null
}
signed server 'subjectAltName = DNS:localhost, IP:127.0.0.1'
signed client 'extendedKeyUsage = clientAuth'
cp client.pem cert.pem
cp client-key.pem key.pem
ssh-keygen -q -t ed25519 -N '' -f host_key
ssh-keygen -q -t ed25519 -N '' -f id
mkdir -p /run/sshd /root/.ssh
cp host_key /root/host_key
cp id.pub /root/.ssh/authorized_keys
chown -R "$OWNER" /shared
/usr/sbin/sshd -p 22 -h /root/host_key -o StrictModes=no
exec dockerd --config-file=/shared/daemon.json --host=unix:///var/run/docker.sock --host=unix:///shared/docker.sock \\
  --host=tcp://0.0.0.0:2376 --tlsverify --tlscacert=ca.pem --tlscert=server.pem --tlskey=server-key.pem
`;

/** How it may be reached. */
export type Connection = 'unix' | 'tls' | 'ssh';

/** A Docker engine of the specs' own, in a container of the first one: its store, its sockets, its end are its own. */
export class SecondEngine {
  private constructor(
    private readonly container: Docker.Container,
    readonly directory: string,
    private readonly ports: Readonly<Record<'tls' | 'ssh', string>>,
  ) {}

  /**
   * Starts it and gives it the base image of specs.
   * @param configuration as in daemon.json
   */
  static async start(first: Engine, image: string, configuration: object): Promise<SecondEngine> {
    const directory = await realpath(await mkdtemp(join(tmpdir(), 'pydock-second-engine-')));
    await writeFile(join(directory, 'daemon.json'), JSON.stringify(configuration));
    const published = { '2376/tcp': {}, '22/tcp': {} };
    const anyPort = [{ HostIp: '127.0.0.1', HostPort: '' }];
    const container = await first.docker.createContainer({
      Image: image,
      name: unique('second-engine'),
      Cmd: ['sh', '-c', script],
      Env: [`OWNER=${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`],
      ExposedPorts: published,
      Volumes: { '/var/lib/docker': {}, '/var/lib/containerd': {} },
      HostConfig: {
        Init: true,
        Privileged: true,
        Binds: [`${directory}:/shared`],
        PortBindings: { '2376/tcp': anyPort, '22/tcp': anyPort },
      },
    });
    await container.start();
    const { NetworkSettings } = await container.inspect();
    const port = (name: string) => NetworkSettings.Ports[name]?.[0]?.HostPort ?? '';
    const second = new SecondEngine(container, directory, { tls: port('2376/tcp'), ssh: port('22/tcp') });
    try {
      await second.prepare(first);
    } catch (error) {
      await second.stop();
      throw error;
    }
    return second;
  }

  /** The variables by which a docker CLI, and pydock, reach it. */
  env(connection: Connection): NodeJS.ProcessEnv {
    const { directory, ports } = this;
    if (connection === 'unix') return { DOCKER_HOST: `unix://${directory}/docker.sock` };
    if (connection === 'tls')
      return {
        DOCKER_HOST: `tcp://127.0.0.1:${ports.tls}`,
        DOCKER_TLS_VERIFY: '1',
        DOCKER_CERT_PATH: directory,
      };
    return {
      DOCKER_HOST: `ssh://root@127.0.0.1:${ports.ssh}`,
      PATH: `${directory}/bin:${process.env['PATH']}`,
    };
  }

  /** The command lines of all that runs in it, steps of builds too. */
  async processes(): Promise<string> {
    const Cmd = ['sh', '-c', "cat /proc/[0-9]*/cmdline 2> /dev/null | tr '\\0' ' '"];
    const exec = await this.container.exec({ Cmd, AttachStdout: true });
    let text = '';
    for await (const chunk of await exec.start({})) text += String(chunk);
    return text;
  }

  /** What an engine does that is killed: no connection is closed in order, nothing is tidied up. */
  async kill(): Promise<void> {
    await this.container.kill({ signal: 'SIGKILL' });
  }

  async stop(): Promise<void> {
    await this.container.remove({ force: true, v: true });
    await rm(this.directory, { recursive: true, force: true });
  }

  private async prepare(first: Engine): Promise<void> {
    const second = await until(() => connectEngine(this.env('tls')));
    await second.docker.loadImage(await first.docker.getImage(python).get());
    await this.writeSshConfiguration();
  }

  // ssh reads the configuration of the user that runs it, wherever HOME is; a program of that name reads another one.
  private async writeSshConfiguration(): Promise<void> {
    const { directory, ports } = this;
    const hostKey = await readFile(join(directory, 'host_key.pub'), 'utf8');
    await writeFile(join(directory, 'known_hosts'), `[127.0.0.1]:${ports.ssh} ${hostKey}`);
    const lines = [
      `IdentityFile ${directory}/id`,
      `UserKnownHostsFile ${directory}/known_hosts`,
      'IdentitiesOnly yes',
      'StrictHostKeyChecking yes',
    ];
    await writeFile(join(directory, 'ssh_config'), `${lines.join('\n')}\n`);
    await mkdir(join(directory, 'bin'));
    const program = `#!/bin/sh\nPATH=\${PATH#*:} exec ssh -F ${directory}/ssh_config "$@"\n`;
    await writeFile(join(directory, 'bin', 'ssh'), program, { mode: 0o755 });
  }
}
