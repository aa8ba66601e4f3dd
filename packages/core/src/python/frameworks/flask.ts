import { posix } from 'node:path';
import { optionInvalid } from '../../messages/options';
import { appNotFound, entrypointAmbiguous } from '../../messages/python';
import { type AppObject, findAppObjects, importRootOf } from '../app-objects';
import type { Entrypoint, ProjectFiles } from '../project';
import type { Requirement } from '../requirements';
import type { Framework } from './table';

/** Installed by the Dockerfile where a project brings no production server of its own. */
export const gunicornVersion = '27.0.1';

/** Flask: a `Flask(...)` object or a factory, served by gunicorn. */
export const flask: Framework = {
  name: 'flask',
  claims(project, requirements) {
    const stated = requirements.find(({ name }) => name === 'flask');
    return stated ? { file: posix.join(project.root, stated.file), line: stated.line } : null;
  },
  application(project, requirements, wanted) {
    const server = { name: 'gunicorn', install: hasGunicorn(requirements) ? null : gunicornVersion } as const;
    if (wanted !== null)
      return { entrypoint: asked(project, wanted), server, serves: true, source: { file: project.root } };
    const found = findAppObjects(project, 'Flask');
    const best = found.filter(({ rank }) => rank === found[0]?.rank);
    const [app, other] = best;
    if (!app) throw appNotFound(project.root, 'Flask');
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

// The module may be one of an installed package: only its form is checked.
function asked(project: ProjectFiles, target: string): Entrypoint {
  const [, module = ''] = /^([\w.-]+):\w[\w.]*(?:\(.*\))?$/.exec(target) ?? [];
  if (module === '' || module.endsWith('.py')) {
    const place = { file: project.root, option: '--entrypoint' };
    throw optionInvalid(target, 'a module and an object or factory in it, such as package.module:app', place);
  }
  const path = module.replaceAll('.', '/');
  const candidates = [`${path}.py`, `${path}/__init__.py`];
  const inSource = candidates.find((file) => project.texts.has(`src/${file}`));
  const isAtTop = candidates.some((file) => project.texts.has(file));
  const importRoot = inSource && !isAtTop ? importRootOf(project, `src/${inSource}`) : '.';
  return { kind: 'wsgi', target, importRoot };
}
