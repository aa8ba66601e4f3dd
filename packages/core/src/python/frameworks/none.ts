import { known, type Settled, valueOf } from '../fact';
import type { Entrypoint } from '../project';
import type { Protocol } from '../sources/instances';
import { asked, procfileEntrypoint } from './entrypoints';
import { readProcfile } from './procfile';
import { startedFile } from './own-port';
import { findScript, start } from './scripts';
import { literalPort } from './self-serving';
import { sourcesOf } from '../sources/sources';
import { scopesIn } from '../sources/syntax';
import { serve } from './servers';
import type { Framework, ManifestProject } from './table';
import { defaultPort, served } from './web';

/** Plain Python: a script, a package with `__main__`, a console script. It claims whatever no framework does. */
export const none: Framework = {
  name: 'none',
  title: 'Python',
  packages: [],
  application(project, wanted) {
    const lines = ['web', 'worker', 'main', 'bot', 'app'].map((process) => readProcfile(project, process));
    const [line = null] = lines.filter((each) => each !== null);
    const entrypoint: Settled<Entrypoint> =
      wanted === null
        ? (procfileEntrypoint(project, line, 'wsgi') ?? findScript(project))
        : asked(project, wanted, protocolOf(project));
    const application = served(project, entrypoint, line, null);
    const isServed = ['asgi', 'wsgi'].includes(valueOf(entrypoint)?.kind ?? '') || line?.port;
    return isServed ? application : { ...application, port: listensOn(project, valueOf(entrypoint)) };
  },
  command(entrypoint, server, port) {
    const { kind } = entrypoint;
    return server && (kind === 'asgi' || kind === 'wsgi')
      ? serve(entrypoint, server, port ?? defaultPort, kind)
      : start(entrypoint);
  },
};

// An app of a framework that is not known here: its server tells what it speaks.
const protocolOf = ({ manifest }: ManifestProject): Protocol => {
  const wsgi = ['gunicorn', 'waitress', 'bottle', 'falcon', 'pyramid'];
  const names = manifest.requirements.map(({ name }) => name);
  return !names.includes('uvicorn') && names.some((name) => wsgi.includes(name)) ? 'wsgi' : 'asgi';
};

// `run(app, port=8080)`, `ui.run(port=8080)`: a call that serves, of a framework that is not known here.
function listensOn(project: ManifestProject, entrypoint: Entrypoint | null): Settled<number | null> {
  const sources = sourcesOf(project);
  const file = entrypoint && startedFile(project, sources, entrypoint);
  if (file === null) return known(null, 'default');
  for (const { callee, keywords, line } of scopesIn(sources.module(file)).flatMap(({ calls }) => calls)) {
    const port = /(^|\.)(run|serve|run_server|serve_forever)$/.test(callee)
      ? literalPort(keywords.get('port'), sources, file)
      : null;
    if (port !== null) return known(port, sources.place(file, line));
  }
  return known(null, 'default');
}
