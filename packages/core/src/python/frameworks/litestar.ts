import { asgiFiles, classesOf, webFramework } from './web';

/** Litestar, once Starlite, served by uvicorn. */
export const litestar = webFramework({
  name: 'litestar',
  title: 'Litestar',
  packages: ['litestar', 'starlite'],
  classes: [...classesOf('litestar', 'asgi', 'Litestar'), ...classesOf('starlite', 'asgi', 'Starlite')],
  // Litestar's own command looks into app.py first.
  usual: { ...asgiFiles, paths: ['app.py', 'main.py', 'application.py', 'app/main.py', 'app/app.py'] },
  example: 'app = Litestar()',
});
