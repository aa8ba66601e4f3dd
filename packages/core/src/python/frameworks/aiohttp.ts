import { appNotFound } from '../../messages/python';
import { known, type Settled, valueOf } from '../fact';
import type { Entrypoint, Server } from '../project';
import { findApps, likeliest } from '../sources/apps';
import { sourcesOf } from '../sources/sources';
import type { CallExpression } from '../sources/syntax';
import { problem } from '../fact';
import { asked } from './entrypoints';
import { findHealthPath } from './health';
import { listening } from './listening';
import { literalPort, type SelfServing, servingEntrypoint } from './self-serving';
import { start } from './scripts';
import { chooseServer, gunicorn } from './servers';
import type { Framework, ManifestProject } from './table';
import { asgiFiles, classesOf } from './web';

const classes = classesOf('aiohttp', 'wsgi', 'Application');
const serving: SelfServing = {
  title: 'aiohttp',
  mention: [/\b(run_app|TCPSite)\b/],
  serves: ({ callee }) => /(^|\.)(run_app|TCPSite)$/.test(callee),
  example: 'web.run_app(app)',
  names: ['main.py', 'app.py', 'server.py'],
};

/** aiohttp's server: a script that runs it, or an app that gunicorn runs with aiohttp's worker. */
export const aiohttp: Framework = {
  name: 'aiohttp',
  title: 'aiohttp',
  packages: ['aiohttp'],
  ofClientsToo: true,
  has: (project, target) =>
    findApps(sourcesOf(project), classes, asgiFiles).some((each) => each.target === target),
  application(project, wanted) {
    const entrypoint = wanted === null ? found(project) : asked(project, wanted, 'wsgi');
    const healthPath = findHealthPath(sourcesOf(project), classes);
    const row = { serving, port, defaultPort: 8080, address: 'host' };
    const application = listening(project, entrypoint, row, healthPath);
    return valueOf(entrypoint)?.kind === 'wsgi'
      ? { ...application, server: gunicornOf(project), port: known(8080, 'default') }
      : application;
  },
  command(entrypoint, server, port) {
    if (entrypoint.kind !== 'wsgi' || !server) return start(entrypoint);
    const target = entrypoint.target.replace(/\(\)$/, '');
    return gunicorn(server, port ?? 8080, ['--worker-class', 'aiohttp.GunicornWebWorker', target]).filter(
      (word, index, words) => word !== '--threads' && words[index - 1] !== '--threads',
    );
  },
};

const gunicornOf = ({ manifest }: ManifestProject): Server =>
  chooseServer(
    {
      ...manifest,
      requirements: manifest.requirements.filter(({ name }) => name !== 'waitress' && name !== 'granian'),
    },
    'wsgi',
    'gunicorn',
    false,
  );

const port = (
  { callee, keywords, positional }: CallExpression,
  ...at: [Parameters<typeof literalPort>[1], string]
) => literalPort(keywords.get('port') ?? (callee.endsWith('TCPSite') ? positional[2] : undefined), ...at);

function found(project: ManifestProject): Settled<Entrypoint> {
  const script = servingEntrypoint(project, null, serving);
  if ('known' in script) return script;
  const sources = sourcesOf(project);
  const [app, other] = likeliest(findApps(sources, classes, asgiFiles));
  if (app === undefined || other !== undefined) {
    return app === undefined
      ? problem('entrypoint', appNotFound(project.root, 'aiohttp', 'app = web.Application()'))
      : script;
  }
  const { target, importPath, file, line } = app;
  return known({ kind: 'wsgi', target, importPath }, sources.place(file, line));
}
