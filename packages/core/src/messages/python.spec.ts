import { expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './python';

const requirements = { file: 'apps/api/requirements.txt', line: 3 };

const samples = {
  manifestMissing: messages.manifestMissing('apps/api', ['requirements.txt']),
  requirementsMissing: messages.requirementsMissing('apps/api/base.txt', requirements),
  requirementInvalid: messages.requirementInvalid(requirements, 'flask 3.1'),
  'requirementInvalid, one equals sign': messages.requirementInvalid(
    requirements,
    'flask=3.1.2',
    'a version is given with two equals signs: flask==3.1.2',
  ),
  pythonVersionInvalid: messages.pythonVersionInvalid('pypy3.10', {
    file: 'apps/api/.python-version',
    line: 1,
  }),
  'pythonVersionInvalid, of an option': messages.pythonVersionInvalid('2.7', undefined),
  pythonUnsupported: messages.pythonUnsupported('3.7', '3.8 to 3.14', {
    file: 'apps/api/.python-version',
    line: 1,
  }),
  'pythonUnsupported, of an option': messages.pythonUnsupported('3.99', '3.8 to 3.14', undefined),
  appNotFound: messages.appNotFound('apps/api', 'Flask', 'app = Flask(__name__)'),
  addressLocal: { message: messages.addressLocal('web.run_app') },
  celeryBeatToo: { message: messages.celeryBeatToo('celery -A shop.tasks:app beat') },
  djangoNotFound: messages.djangoNotFound('apps/api'),
  scriptCallingNotFound: messages.scriptCallingNotFound('apps/api', 'gRPC', 'grpc.server(…)'),
  celeryWorkerToo: { message: messages.celeryWorkerToo('celery -A shop.celery:app worker') },
  moduleMissing: { message: messages.moduleMissing('mian', ['main:app', 'admin.main:app']) },
  'moduleMissing, near none': { message: messages.moduleMissing('nope', []) },
  objectMissing: { message: messages.objectMissing('apps/api/main.py', 'ap', 'app') },
  'objectMissing, near none': { message: messages.objectMissing('apps/api/main.py', 'nope', null) },
  sourcesUnread: { message: messages.sourcesUnread(2) },
  procfileLeftOut: {
    message: messages.procfileLeftOut('gunicorn app:app -k gevent', [
      'the options -k gevent',
      'ddtrace-run runs it',
    ]),
  },
  procfileServerUnknown: { message: messages.procfileServerUnknown('uwsgi', 'gunicorn') },
  procfileLineTooLong: { message: messages.procfileLineTooLong('web', 2000) },
  webLineUnread: messages.webLineUnread('bin/start-web', 'celery -A shop worker --loglevel=INFO', {
    file: 'apps/api/Procfile',
    line: 2,
  }),
  scriptNotFound: messages.scriptNotFound('apps/api', ['main.py', 'app.py', '__main__.py', 'run.py']),
  entrypointMissing: messages.entrypointMissing('apps/api', 'mian.py'),
  entrypointAmbiguous: messages.entrypointAmbiguous('apps/api', ['app:admin', 'app:app']),
  'entrypointAmbiguous, factories': messages.entrypointAmbiguous('apps/api', [
    'a:create_app()',
    'b:create_app()',
  ]),
  wheelMissing: {
    message: messages.wheelMissing('numpy==1.21.0', '3.12', 'apps/api/.python-version:1', ['3.8', '3.9']),
  },
  'wheelMissing, asked for by nobody': { message: messages.wheelMissing('numpy==1.16.0', '3.14', null, []) },
};

it('says what is not understood of a Python project', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/python.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
