import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { Command, type Finished, must, userEnvironment } from './command';
import { imagesOf, removeProject, resources } from './docker';

const git = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@localhost', '-c', 'commit.gpgsign=false'];

// What a command that fails may change: dependencies, caches of Nx and git, and what pydock knows of earlier runs.
const known = ['node_modules', '.nx', '.git', '.pydock/.gitignore', '.pydock/applied.json'];
const kept = [...known, '.pydock/stat-cache', '.pydock/builds'];

/** An Nx workspace of a test file's own: a directory, and a Compose project of its package's name. */
export class Workspace {
  private readonly commands = new Set<Command>();
  private readonly images = new Set<string>();

  private constructor(
    readonly directory: string,
    /** The package's name, which is the Compose project's too. */
    readonly name: string,
  ) {}

  /** @param from `bare` has no pydock; `template` has it installed, not initialised */
  static async make(label: string, from: 'bare' | 'template' = 'template'): Promise<Workspace> {
    const name = `e2e-${label}-${randomBytes(3).toString('hex')}`;
    const workspace = new Workspace(join(inject('temporary'), name), name);
    await must('cp', ['-a', inject(from), workspace.directory], { cwd: '/' });
    const manifest = JSON.parse(await workspace.read('package.json')) as object;
    await workspace.write('package.json', `${JSON.stringify({ ...manifest, name }, null, 2)}\n`);
    await workspace.git('init', '--quiet');
    await workspace.commit();
    return workspace;
  }

  /** Runs Nx with a command line to its end. */
  async nx(line: string, env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    const finished = await this.start(line, env).finished;
    if (/docker-(build|up)/.test(line)) await this.noteImages();
    return finished;
  }

  // An image that is built anew loses its name, and could not be told from others at the end.
  private async noteImages(): Promise<void> {
    for (const image of await imagesOf(this.name)) this.images.add(image);
  }

  /** Runs Nx, which must succeed; its output. */
  async mustNx(line: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
    const { code, output } = await this.nx(line, env);
    if (code !== 0) throw new Error(`nx ${line} ended with ${code}:\n${output}`);
    return output;
  }

  /** Starts Nx. */
  start(line: string, env: NodeJS.ProcessEnv = {}): Command {
    const nx = join(this.directory, 'node_modules', '.bin', 'nx');
    return this.launch(nx, line.split(' '), env);
  }

  /** Starts any command in the workspace. */
  launch(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, typing = false): Command {
    const started = new Command(command, args, { cwd: this.directory, env: userEnvironment(env), typing });
    this.commands.add(started);
    return started;
  }

  /** Starts Nx in a terminal of its own, to be typed at. */
  startInTerminal(line: string): Command {
    const args = ['--quiet', '--return', '--command', `node_modules/.bin/nx ${line}`, '/dev/null'];
    return this.launch('script', args, {}, true);
  }

  read(path: string): Promise<string> {
    return readFile(join(this.directory, path), 'utf8');
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.directory, path)), { recursive: true });
    await writeFile(join(this.directory, path), text);
  }

  /** Copies a directory of `fixtures` into the workspace. */
  fixture(name: string, path: string): Promise<void> {
    return cp(join(__dirname, '..', 'fixtures', name), join(this.directory, path), { recursive: true });
  }

  has(path: string): boolean {
    return existsSync(join(this.directory, path));
  }

  remove(path: string): Promise<void> {
    return rm(join(this.directory, path), { recursive: true, force: true });
  }

  git(...args: string[]): Promise<string> {
    return must('git', [...git, ...args], { cwd: this.directory });
  }

  async commit(): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', '--message', 'state');
  }

  /** Edits JSON in place. */
  async edit<Value>(path: string, change: (value: Value) => void): Promise<void> {
    const value = JSON.parse(await this.read(path)) as Value;
    change(value);
    await this.write(path, `${JSON.stringify(value, null, 2)}\n`);
  }

  /** Sets options of a project's docker-up target. */
  options(project: string, options: Record<string, unknown>): Promise<void> {
    type Project = { targets?: Record<string, { options?: Record<string, unknown> }> };
    return this.edit<Project>(`${project}/project.json`, (json) => {
      const targets = (json.targets ??= {});
      const up = (targets['docker-up'] ??= {});
      up.options = { ...up.options, ...options };
    });
  }

  /** Registers the plugin as `nx add` does. */
  async init(): Promise<void> {
    await this.mustNx('g pydock:init');
    await this.commit();
  }

  /** A small service that answers `<name> <visits>`, keeps the count in $STATE, and builds in no time. */
  async service(name: string, options: Record<string, unknown>): Promise<void> {
    await this.fixture('counter', name);
    const dockerfile = await this.read(`${name}/Dockerfile`);
    await this.write(`${name}/Dockerfile`, dockerfile.replaceAll('counter/', `${name}/`));
    await this.write(`${name}/project.json`, `${JSON.stringify({ name, targets: {} })}\n`);
    await this.options(name, options);
  }

  /** Everything that a command may leave behind: of the engine, and files with their hashes. */
  async footprint(): Promise<object> {
    return { ...(await resources(this.name)), files: await this.files('.') };
  }

  private async files(directory: string): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const entry of await readdir(join(this.directory, directory), { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (kept.includes(path)) continue;
      if (entry.isDirectory()) Object.assign(found, await this.files(path));
      else
        found[path] = createHash('sha256')
          .update(await this.read(path))
          .digest('hex');
      if (path === '.pydock/lock') found[path] = 'the lock';
    }
    return found;
  }

  /** Removes the workspace with all that was made from it. */
  async close(): Promise<void> {
    for (const command of this.commands) command.kill();
    if (this.has('.nx/workspace-data/d')) await this.nx('daemon --stop');
    await this.noteImages();
    await removeProject(this.name, [...this.images]);
    await rm(this.directory, { recursive: true, force: true, maxRetries: 3 });
  }
}
