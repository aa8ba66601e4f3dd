import { asgiFiles, classesOf, webFramework } from './web';

/** Starlette, served by uvicorn. */
export const starlette = webFramework({
  name: 'starlette',
  title: 'Starlette',
  packages: ['starlette'],
  classes: classesOf('starlette', 'asgi', 'Starlette'),
  usual: asgiFiles,
  example: 'app = Starlette()',
});
