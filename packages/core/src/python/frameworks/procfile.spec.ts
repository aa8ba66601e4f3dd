import { describe, expect, it } from 'vitest';
import { manifestProject } from '../../specs/python-projects';
import { readProcfile } from './procfile';

const read = (text: string) => {
  const line = readProcfile(manifestProject('', { Procfile: text }), 'web');
  return (
    line && `${line.program} ${line.target} in ${line.directory} on ${line.port}${line.asgi ? ', ASGI' : ''}`
  );
};

describe('readProcfile', () => {
  it.each([
    ['web: gunicorn app:app', 'gunicorn app:app in . on null'],
    ['web: gunicorn proj.wsgi --log-file -', 'gunicorn proj.wsgi:application in . on null'],
    ['web: gunicorn -w 4 -b 0.0.0.0:5000 app:app', 'gunicorn app:app in . on 5000'],
    ['web: gunicorn --bind :$PORT --workers 1 --threads 8 main:app', 'gunicorn main:app in . on null'],
    ['web: gunicorn "shop:create_app()"', 'gunicorn shop:create_app() in . on null'],
    ['web: gunicorn --preload -c gunicorn.py --chdir src app:app', 'gunicorn app:app in src on null'],
    [
      'web: gunicorn config.asgi:application -k uvicorn_worker.UvicornWorker',
      'gunicorn config.asgi:application in . on null, ASGI',
    ],
    [
      'web: cd backend && uvicorn app.main:app --host=0.0.0.0 --port=${PORT:-5000}',
      'uvicorn app.main:app in backend on null, ASGI',
    ],
    ['web: python -m uvicorn --factory app:create --port 9000', 'uvicorn app:create() in . on 9000, ASGI'],
    ['web: PYTHONPATH=src newrelic-admin run-program gunicorn app:app', 'gunicorn app:app in . on null'],
    ['web: poetry run python -u app.py', 'python app.py in . on null'],
    [
      'web: ddtrace-run python -m gunicorn.app.wsgiapp -c x warehouse.wsgi:application',
      'gunicorn warehouse.wsgi:application in . on null',
    ],
    ['web: python -m shop', 'python -m shop in . on null'],
    [
      'web: waitress-serve --port=8080 --call shop:create_app',
      'waitress-serve shop:create_app() in . on 8080',
    ],
    ['web: sh setup.sh && streamlit run app.py', 'streamlit app.py in . on null'],
    [
      'web: daphne proj.asgi:application --port $PORT --bind 0.0.0.0 -v2',
      'daphne proj.asgi:application in . on null, ASGI',
    ],
    ['web: flask run', 'flask run in . on null'],
    ['web: bin/start', 'start null in . on null'],
    ['worker: python x.py', null],
    ['web:', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(read(`release: x\r\n${text}\r\n`)).toBe(expected);
  });
});
