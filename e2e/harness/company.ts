import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must, run } from './command';
import { docker } from './docker';

/** The image that the company's servers run on; the engine has it. */
const image = 'python:3.13-slim';

/** The index's and the archive's name; a step of a build finds it by `extraHosts`. */
export const companyHost = 'index.company';

/** What stands before an `@` in a company's URLs. */
export interface Passwords {
  readonly index: string;
  readonly proxy: string;
}

/** A company's network in one container of the engine's: index, Debian archive, proxy and a CA of its own. */
export class Company {
  private constructor(
    private readonly container: string,
    readonly address: string,
    private readonly passwords: Passwords,
  ) {}

  static async open(name: string, passwords: Passwords): Promise<Company> {
    const env = ['--env', `INDEX_PASSWORD=${passwords.index}`, '--env', `PROXY_PASSWORD=${passwords.proxy}`];
    const host = ['--add-host', `${companyHost}:127.0.0.1`];
    await docker('run', '--detach', '--init', '--name', name, ...host, ...env, image, 'sleep', '1800');
    const address = await docker('inspect', '--format', '{{.NetworkSettings.IPAddress}}', name);
    const company = new Company(name, address, passwords);
    const server = join(__dirname, '..', 'fixtures', 'index', 'server.py');
    await docker('cp', server, `${name}:/server.py`);
    await docker(
      'exec',
      '--detach',
      name,
      'sh',
      '-c',
      `exec python /server.py ${companyHost} ${address} > /log 2>&1`,
    );
    for (let attempt = 0; !(await company.log()).includes('ready'); attempt++) {
      if (attempt > 100) throw new Error(`the company's servers do not start:\n${await company.log()}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return company;
  }

  /** The index, by a label that the log has; with credentials where these are given. */
  index(label: string, credentials = '', host = this.address): string {
    return `https://${credentials && `${credentials}@`}${host}:8443/${label}/simple`;
  }

  /** How the index knows its user. */
  get credentials(): string {
    return `robot:${this.passwords.index}`;
  }

  /** Where the Debian archive is, by a label that the log has. */
  archive(label: string): string {
    return `https://${companyHost}:8443/${label}/debian`;
  }

  get proxy(): string {
    return `http://robot:${this.passwords.proxy}@${this.address}:3128`;
  }

  /** Writes the CA bundle of the company's machines: what `trusted` has, and the company's own. */
  async writeBundle(file: string, trusted: string): Promise<void> {
    const own = await docker('exec', this.container, 'cat', '/index/company.crt');
    await writeFile(file, `${await readFile(trusted, 'utf8').catch(() => '')}\n${own}\n`);
  }

  /** What the servers were asked for. */
  async log(): Promise<string> {
    return (await run('docker', ['exec', this.container, 'cat', '/log'], { cwd: '/' })).output;
  }

  async close(): Promise<void> {
    await must('docker', ['rm', '--force', '--volumes', this.container], { cwd: '/' });
  }
}
