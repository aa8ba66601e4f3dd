import { posix } from 'node:path';
import { known } from '../fact';
import { sourcesOf } from '../sources/sources';
import { readToml } from '../manifest-values';
import { appEntrypoint } from './entrypoints';
import { asgiFiles, classesOf, webFramework } from './web';

/** FastAPI, served by uvicorn. */
export const fastapi = webFramework({
  name: 'fastapi',
  title: 'FastAPI',
  packages: ['fastapi', 'fastapi-slim'],
  classes: [
    ...classesOf('fastapi', 'asgi', 'FastAPI'),
    ...classesOf('fastapi_offline', 'asgi', 'FastAPIOffline'),
  ],
  usual: asgiFiles,
  example: 'app = FastAPI()',
  // [tool.fastapi] entrypoint, as fastapi-cli reads it.
  declared(project) {
    const file = posix.join(project.root, 'pyproject.toml');
    const document = readToml(project.tree, file);
    const path = ['tool', 'fastapi', 'entrypoint'];
    const target = document?.get(path);
    if (!document || typeof target !== 'string' || !/^[\w.]+:[\w.]+$/.test(target)) return null;
    return known(appEntrypoint(sourcesOf(project), target, 'asgi'), document.place(path));
  },
});
