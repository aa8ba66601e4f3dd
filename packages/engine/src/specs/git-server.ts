import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { utils } from 'ssh2';
import type { Engine } from '../connection/connect';
import { unique } from './engine';
import { until } from './servers';

const script = `set -eu
export HOME=/root GIT_CONFIG_GLOBAL=/dev/null
mkdir -p /run/sshd /root/.ssh
echo "$AUTHORIZED" > /root/.ssh/authorized_keys
git init -q --bare -b main /srv/quiet-harbour.git
git init -q -b main /work && cd /work
echo "$CONTENT" > harbour.txt
printf '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n' > pyproject.toml
printf '%s' "$BACKEND" > backend.py
git add .
git -c user.name=specs -c user.email=specs@localhost commit -q -m first
git push -q /srv/quiet-harbour.git main
ssh-keygen -q -t ed25519 -N '' -f /host_key
exec /usr/sbin/sshd -D -e -p 22 -h /host_key -o StrictModes=no -o PasswordAuthentication=no
`;

// The repository is a Python package, too, which builds with nothing from an index.
const backend = `import zipfile

def build_wheel(directory, config_settings=None, metadata_directory=None):
    name = "quiet_harbour-1.0-py3-none-any.whl"
    info = "quiet_harbour-1.0.dist-info/"
    with zipfile.ZipFile(f"{directory}/{name}", "w") as wheel:
        wheel.writestr("quiet_harbour.py", f"TEXT = {open('harbour.txt').read().strip()!r}\\n")
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: quiet-harbour\\nVersion: 1.0\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: specs\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
`;

/** A git server that is reached over ssh with one key, made for it; in a container of the engine. */
export class GitServer {
  private constructor(
    private readonly container: Docker.Container,
    private readonly directory: string,
    /** As a step of a build reaches it. */
    readonly address: string,
    /** A private key's file, without a passphrase. */
    readonly key: string,
    /** A line of known_hosts. */
    readonly knownHost: string,
  ) {}

  get repository(): string {
    return `ssh://root@${this.address}/srv/quiet-harbour.git`;
  }

  static async start(
    engine: Engine,
    image: string,
    type: 'ed25519' | 'rsa',
    content: string,
  ): Promise<GitServer> {
    const pair =
      type === 'rsa' ? utils.generateKeyPairSync(type, { bits: 2048 }) : utils.generateKeyPairSync(type);
    const directory = await mkdtemp(join(tmpdir(), 'pydock-git-server-'));
    const key = join(directory, 'id');
    await writeFile(key, pair.private, { mode: 0o600 });
    const container = await engine.docker.createContainer({
      Image: image,
      name: unique('git-server'),
      Cmd: ['sh', '-c', script],
      Env: [`AUTHORIZED=${pair.public}`, `CONTENT=${content}`, `BACKEND=${backend}`],
      HostConfig: { Init: true },
    });
    await container.start();
    const { NetworkSettings } = await container.inspect();
    const address = NetworkSettings.Networks['bridge']?.IPAddress ?? '';
    const hostKey = () => printed(container, 'test -s /run/sshd.pid && cat /host_key.pub');
    const knownHost = await until(async () => `${address} ${(await hostKey()).trim()}`);
    return new GitServer(container, directory, address, key, knownHost);
  }

  async stop(): Promise<void> {
    await this.container.remove({ force: true, v: true });
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** What a command in a container prints; fails where that is nothing. */
async function printed(container: Docker.Container, command: string): Promise<string> {
  const exec = await container.exec({ Cmd: ['sh', '-c', command], AttachStdout: true, Tty: true });
  let text = '';
  for await (const chunk of await exec.start({ Tty: true })) text += String(chunk);
  if (text.trim() === '') throw new Error(`${command} prints nothing`);
  return text;
}
