import { expect, it } from 'vitest';
import { detectPythonProject } from '../python/detect';
import { tree } from '../specs/trees';
import { dockerizedText } from './dockerized';

const detection = (root: string, files: Record<string, string>) =>
  detectPythonProject({ root, tree: tree(files) }, { name: root });

it('lists what was made, libraries, and what to heed', () => {
  const api = detection('apps/api', {
    'apps/api/requirements.txt': 'flask>=3\ngunicorn==27.0.1\n-e ../gone\n',
    'apps/api/app.py': 'from flask import Flask\napp = Flask(__name__)\n',
  });
  const job = detection('job', { 'job/requirements.txt': 'redis>=5\n', 'job/main.py': 'print(1)\n' });
  const made = [
    { root: 'apps/api', detection: api, port: 8001 },
    { root: 'job', detection: job, port: null },
  ];
  expect(dockerizedText(made, ['libs/a'], 'docker-up')).toEqual([
    'Dockerized:',
    '  apps/api  flask by pip        http://localhost:8001',
    '  job       script by pip',
    '',
    'Libraries, in which nothing starts:',
    '  libs/a',
    '',
    'Heed:',
    expect.stringMatching(/^ {2}apps\/api\/requirements\.txt:3: /),
    '',
    'Start them:  nx run-many -t docker-up',
  ]);
});

it('says so where nothing was made', () => {
  expect(dockerizedText([], [], 'docker-up')).toEqual(['There is no app without a Dockerfile.']);
});
