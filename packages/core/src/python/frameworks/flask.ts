import { posix } from 'node:path';
import { entrypointAmbiguous, entrypointNotFound } from '../../messages/python';
import { type AppObject, findAppObjects } from '../app-objects';
import type { Entrypoint } from '../project';
import type { Requirement } from '../requirements';
import type { Framework } from './table';

/** Installed by the Dockerfile where a project brings no production server of its own. */
export const gunicornVersion = '23.0.0';

/** Flask: a `Flask(...)` object or a factory, served by gunicorn. */
export const flask: Framework = {
  name: 'flask',
  claims(project, requirements) {
    const stated = requirements.find(({ name }) => name === 'flask');
    return stated ? { file: posix.join(project.root, stated.file), line: stated.line } : null;
  },
  application(project, requirements, wanted) {
    const server = { name: 'gunicorn', install: hasGunicorn(requirements) ? null : gunicornVersion } as const;
    if (wanted !== null) {
      const entrypoint = { kind: 'wsgi', target: wanted, importRoot: '.' } as const;
      return { entrypoint, server, serves: true, source: { file: project.root } };
    }
    const found = findAppObjects(project, 'Flask');
    const best = found.filter(({ rank }) => rank === found[0]?.rank);
    const [app, other] = best;
    if (!app) throw entrypointNotFound(project.root, 'Flask', 'app.py with app = Flask(__name__)');
    if (other)
      throw entrypointAmbiguous(
        project.root,
        best.map((each) => each.target),
      );
    const source = { file: posix.join(project.root, app.file), line: app.line };
    return { entrypoint: entrypointOf(app), server, serves: true, source };
  },
};

const hasGunicorn = (requirements: readonly Requirement[]) =>
  requirements.some(({ name }) => name === 'gunicorn');

const entrypointOf = ({ target, importRoot }: AppObject): Entrypoint => ({
  kind: 'wsgi',
  target,
  importRoot,
});
