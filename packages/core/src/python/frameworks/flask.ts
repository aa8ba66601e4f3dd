import { classesOf, webFramework, wsgiFiles } from './web';

/** Flask and what is built on it, served by gunicorn; Quart, its asynchronous twin, by uvicorn. */
export const flask = webFramework({
  name: 'flask',
  title: 'Flask',
  packages: ['flask', 'quart', 'apiflask', 'connexion', 'dash', 'flask-openapi3'],
  classes: [
    ...classesOf('flask', 'wsgi', 'Flask'),
    ...classesOf('quart', 'asgi', 'Quart'),
    ...classesOf('apiflask', 'wsgi', 'APIFlask'),
    ...classesOf('flask_openapi3', 'wsgi', 'OpenAPI'),
    ...classesOf('connexion', 'asgi', 'AsyncApp'),
    ...classesOf('connexion', 'wsgi', 'FlaskApp', 'App'),
  ],
  usual: wsgiFiles,
  example: 'app = Flask(__name__)',
  runsOn: 5000,
});
