import { asgiFiles, classesOf, defaultPort, webFramework } from './web';
import { start } from './scripts';
import type { Framework } from './table';

const asgi = webFramework({
  name: 'sanic',
  title: 'Sanic',
  packages: ['sanic'],
  classes: classesOf('sanic', 'asgi', 'Sanic'),
  usual: { ...asgiFiles, paths: ['server.py', ...asgiFiles.paths] },
  example: 'app = Sanic("name")',
  isServer: true,
});

/** Sanic, served by its own server. */
export const sanic: Framework = {
  ...asgi,
  application: (project, wanted) => ({ ...asgi.application(project, wanted), server: null }),
  command({ kind, target, importPath }, _server, port) {
    if (kind !== 'asgi') return start({ kind, target, importPath });
    const factory = target.endsWith('()');
    const app = factory ? [target.slice(0, -2), '--factory'] : [target];
    return ['sanic', ...app, '--host', '0.0.0.0', '--port', `${port ?? defaultPort}`];
  },
};
