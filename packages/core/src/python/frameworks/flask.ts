import type { Protocol } from '../sources/instances';
import { versionOf } from './servers';
import type { Framework, ManifestProject } from './table';
import { classesOf, webFramework, wsgiFiles } from './web';

/** A row with what an app of Connexion speaks: ASGI from version 3 on, also where it is Flask's below. */
const row = (connexion: Protocol): Framework =>
  webFramework({
    name: 'flask',
    title: 'Flask',
    packages: ['flask', 'quart', 'apiflask', 'connexion', 'dash', 'flask-openapi3'],
    classes: [
      ...classesOf('flask', 'wsgi', 'Flask'),
      ...classesOf('quart', 'asgi', 'Quart'),
      ...classesOf('apiflask', 'wsgi', 'APIFlask'),
      ...classesOf('flask_openapi3', 'wsgi', 'OpenAPI'),
      ...classesOf('connexion', 'asgi', 'AsyncApp'),
      ...classesOf('connexion', connexion, 'FlaskApp', 'App'),
    ],
    usual: wsgiFiles,
    example: 'app = Flask(__name__)',
    runsOn: 5000,
  });

const [current, beforeConnexion3] = [row('asgi'), row('wsgi')];

/** Flask and what is built on it, served by gunicorn; Quart, its asynchronous twin, and Connexion by uvicorn. */
export const flask: Framework = {
  ...current,
  has: (project, target) => rowFor(project).has?.(project, target) ?? false,
  application: (project, wanted) => rowFor(project).application(project, wanted),
};

function rowFor({ manifest }: ManifestProject): Framework {
  const { specifier = '' } = manifest.requirements.find(({ name }) => name === 'connexion') ?? {};
  const version = versionOf(manifest, 'connexion');
  const isOld =
    version === null ? /(<|<=|~=|==)\s*[12]\b|<\s*3\b/.test(specifier) : Number.parseInt(version, 10) < 3;
  return isOld ? beforeConnexion3 : current;
}
