import { posix } from 'node:path';
import { entrypointAmbiguous, scriptCallingNotFound } from '../../messages/python';
import { known, problem, type Settled, valueOf } from '../fact';
import { pinOf } from '../pins/pins';
import type { Entrypoint } from '../project';
import { importedFile } from '../sources/resolve';
import { type Sources, sourcesOf } from '../sources/sources';
import { scopesIn } from '../sources/syntax';
import { readToml } from '../manifest-values';
import { asked, procfileEntrypoint, scriptEntrypoint } from './entrypoints';
import { readProcfile } from './procfile';
import { start } from './scripts';
import type { Framework, ManifestProject } from './table';

const defaultPort = 8501;
const names = [
  'streamlit_app.py',
  'app.py',
  'main.py',
  'Home.py',
  'home.py',
  'Hello.py',
  'Main.py',
  'App.py',
  'index.py',
  'Welcome.py',
  'run.py',
  'dashboard.py',
  'ui.py',
  'frontend.py',
];

/** Streamlit: a script that its own server runs; the pages beside it come by themselves. */
export const streamlit: Framework = {
  name: 'streamlit',
  title: 'Streamlit',
  packages: ['streamlit'],
  application(project, wanted) {
    const stated =
      wanted === null
        ? procfileEntrypoint(project, readProcfile(project, 'web'), 'asgi')
        : asked(project, wanted, null);
    const isScript = stated && (wanted !== null || valueOf(stated)?.kind === 'script');
    const entrypoint = isScript ? stated : findPage(project);
    return {
      entrypoint,
      server: null,
      port: portOf(project),
      healthPath: healthPathOf(project),
      environment: {},
      warnings: [],
    };
  },
  command(entrypoint, _server, port) {
    if (entrypoint.kind !== 'script') return start(entrypoint);
    const options = [
      '--server.address=0.0.0.0',
      `--server.port=${port ?? defaultPort}`,
      '--server.headless=true',
    ];
    return ['streamlit', 'run', entrypoint.target, ...options];
  },
};

function findPage(project: ManifestProject): Settled<Entrypoint> {
  const sources = sourcesOf(project);
  const pages = sources
    .mentioning(/^\s*(import|from)\s+streamlit\b/m)
    .filter((file) => !/(^|\/)pages\//.test(file));
  const imported = new Set(pages.flatMap((file) => importsOf(sources, file)));
  const free = pages.filter((file) => !imported.has(file) && posix.basename(file) !== '__init__.py');
  const likely = likeliest(sources, free.length > 0 ? free : pages);
  const [page, other] = likely;
  if (page === undefined)
    return problem('entrypoint', scriptCallingNotFound(project.root, 'Streamlit', 'import streamlit'));
  if (other !== undefined) return problem('entrypoint', entrypointAmbiguous(project.root, likely), likely);
  const line = sources
    .text(page)
    .split('\n')
    .findIndex((each) => /^\s*(import|from)\s+streamlit\b/.test(each));
  return known(scriptEntrypoint(sources, page), sources.place(page, line + 1));
}

const importsOf = (sources: Sources, file: string) =>
  scopesIn(sources.module(file)).flatMap(({ imports }) =>
    [...imports.values()].flatMap((each) => {
      const inner =
        each.name === null
          ? []
          : [
              importedFile(sources, file, {
                module: [each.module, each.name].filter(Boolean).join('.'),
                dots: each.dots,
              }),
            ];
      return [importedFile(sources, file, each), ...inner].filter((one) => one !== null && one !== file);
    }),
  );

// The file beside pages/ or the one that lists its pages, then by name, then by depth.
function likeliest(sources: Sources, files: readonly string[]): string[] {
  const rank = (file: string) => {
    const at = names.indexOf(posix.basename(file).replace(/^[\d_]*(?:[^\w.]+_?)?/u, ''));
    const pages =
      /\bst\.(navigation|Page)\(/.test(sources.text(file)) ||
      sources.hasFolder(posix.join(posix.dirname(file), 'pages'));
    const depth = file.replace(/^src\//, '').split('/').length;
    return (pages ? 0 : 1000) + (at === -1 ? names.length : at) + depth * 50;
  };
  const best = Math.min(...files.map(rank));
  return files.filter((file) => rank(file) === best).sort();
}

const configOf = ({ root, tree }: ManifestProject) =>
  readToml(tree, posix.join(root, '.streamlit/config.toml'));

// Streamlit's own, below [server] baseUrlPath of .streamlit/config.toml, whose slashes at the ends mean nothing.
function healthPathOf(project: ManifestProject): string {
  const base = configOf(project)?.get(['server', 'baseUrlPath']);
  const path = typeof base === 'string' ? base.trim().replace(/^\/+|\/+$/g, '') : '';
  const own = isOlder(project) ? 'healthz' : '_stcore/health';
  return /^[^\s"'\\]+$/.test(path) ? `/${path}/${own}` : `/${own}`;
}

// Since 1.18 it is _stcore/health.
function isOlder({ manifest }: ManifestProject): boolean {
  const pinned = manifest.requirements.map(pinOf).filter((pin) => pin !== null);
  const version = [...manifest.locked, ...pinned].find(({ name }) => name === 'streamlit')?.version;
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  return major === '0' || (major === '1' && Number(minor) < 18);
}

// [server] port of .streamlit/config.toml.
function portOf(project: ManifestProject): Settled<number | null> {
  const line = readProcfile(project, 'web');
  if (line?.port) return known(line.port, line.place);
  const document = configOf(project);
  const port = document?.get(['server', 'port']);
  if (!document || typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65535)
    return known(defaultPort, 'default');
  return known(port, document.place(['server', 'port']));
}
