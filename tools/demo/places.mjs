import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from '../shared/command.mjs';

export const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
/** The packed packages: one directory for each state of their sources. */
export const packs = join(repository, 'tmp', 'packs');
/** The Nx workspace that the demo makes. */
export const workspace = join(repository, 'tmp', 'demo');
/** The workspace's name, and so the Compose project's: one that nobody else is likely to have. */
export const projectName = 'pydock-demo';
export const example = join(repository, 'examples', 'guestbook');
export const publishable = ['packages/core', 'packages/engine', 'packages/pydock'];

/** @typedef {{ name: string, port: number, image: string }} DemoService */
/** What pydock gives them: the first two free ports from 8000 on. */
export const api = { name: 'api', port: 8000, image: `${projectName}-api` };
export const guestbook = { name: 'guestbook', port: 8001, image: `${projectName}-guestbook` };
export const services = [api, guestbook];

/** @param {DemoService} service @param {string} [path] */
export const urlOf = ({ port }, path = '') => `http://localhost:${port}${path}`;

/** A path for people: from the repository. @param {string} path */
export const short = (path) => relative(repository, path) || '.';

/** An Nx command in the demo's workspace. @param {readonly string[]} args */
export const nx = (...args) => ({
  ...command(workspace, join(workspace, 'node_modules', '.bin', 'nx'), ...args),
  shown: command('', 'npx', 'nx', ...args).shown,
});
