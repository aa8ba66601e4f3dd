import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { must, userEnvironment } from './command';

const caBundle = '/etc/ssl/certs/ca-certificates.crt';
const programs = ['uv', 'poetry', 'pdm', 'pipenv'] as const;

// Each in an environment of its own; with its extra, pdm pins what newer releases of would break it.
const dockerfile = `FROM python:3.13-slim
RUN --mount=type=cache,target=/root/.cache/pip \\
    --mount=type=secret,id=ca-bundle,target=${caBundle} \\
    for tool in uv poetry 'pdm[locked]' pipenv; do \\
      name=\${tool%%[*} && python -m venv /opt/$name && \\
      PIP_CERT=${caBundle} /opt/$name/bin/pip install --quiet "$tool" && \\
      ln -s /opt/$name/bin/$name /usr/local/bin/; \\
    done
`;

/** The package managers of a machine that has them, wherever the tests run: each is a command on a PATH. */
export class PackageManagers {
  private constructor(
    private readonly image: string,
    /** A PATH on which they are found. */
    readonly path: string,
  ) {}

  /** Makes an image that has them, and commands that run in it what is asked of them, on the files of this machine. */
  static async install(name: string): Promise<PackageManagers> {
    const directory = join(inject('temporary'), `${name}-bin`);
    const certificates = process.env['SSL_CERT_FILE'] ?? process.env['PIP_CERT'];
    await mkdir(join(directory, 'context'), { recursive: true });
    await writeFile(join(directory, 'context', 'Dockerfile'), dockerfile);
    const secret = certificates === undefined ? [] : ['--secret', `id=ca-bundle,src=${certificates}`];
    await must('docker', ['build', '--quiet', '--tag', name, ...secret, join(directory, 'context')], {
      cwd: '/',
    });
    const mount = certificates === undefined ? '' : `--volume '${certificates}:${caBundle}:ro'`;
    for (const program of programs) {
      await writeFile(join(directory, program), commandOf(name, program, mount));
      await chmod(join(directory, program), 0o755);
    }
    return new PackageManagers(name, `${directory}:${userEnvironment()['PATH'] ?? ''}`);
  }

  /** Runs one of them in a directory; what it prints. */
  run(directory: string, program: (typeof programs)[number] | 'python', ...args: string[]): Promise<string> {
    const command = program === 'python' ? 'docker' : program;
    const given = program === 'python' ? ['run', '--rm', this.image, 'python', ...args] : args;
    return must(command, given, { cwd: directory, env: userEnvironment({ PATH: this.path }) });
  }

  async remove(): Promise<void> {
    await must('docker', ['rmi', '--force', this.image], { cwd: '/' });
  }
}

const commandOf = (image: string, program: string, mount: string) => `#!/bin/sh
exec docker run --rm --user "$(id -u):$(id -g)" --volume '${inject('temporary')}:${inject('temporary')}' ${mount} \\
  --workdir "$PWD" --env HOME=/tmp --env SSL_CERT_FILE=${caBundle} --env REQUESTS_CA_BUNDLE=${caBundle} \\
  --env PIP_CERT=${caBundle} --env POETRY_VIRTUALENVS_CREATE=false ${image} ${program} "$@"
`;
