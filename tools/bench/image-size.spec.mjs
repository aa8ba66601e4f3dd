import { expect, it } from 'vitest';
import { detectPythonProject, PydockError, treeOf, valueOf } from '@pydock/core';
import { classicDockerfile, layerBytes, megabytes, subjectsIn } from './image-size.mjs';

const core = { detectPythonProject, PydockError, valueOf };
const flask = 'from flask import Flask\napp = Flask(__name__)\n';

it('finds the examples that can be built, and the services of a workspace', () => {
  const files = {
    'README.md': '',
    'tutorial/requirements.txt': 'Flask==2.0.1\n',
    'tutorial/app.py': flask,
    'tutorial/tests/requirements.txt': 'flask\n',
    'shop/README.md': '',
    'shop/services/api/requirements.txt': 'flask\n',
    'shop/services/api/app.py': flask,
    'shop/services/api/.python-version': '3.12\n',
    'unsettled/requirements.txt': 'flask\n',
  };
  const subjects = subjectsIn(core, treeOf(new Map(Object.entries(files))));
  expect(subjects.map(({ root }) => root)).toEqual(['shop/services/api', 'tutorial']);
  expect(subjects[0]?.python).toBe('3.12');
});

it.each([
  ['tutorial/requirements.txt', 'pip install -r requirements.txt'],
  ['tutorial/deploy/prod.txt', 'pip install -r deploy/prod.txt'],
  ['tutorial/pyproject.toml', 'pip install .'],
])('installs %s as tutorials do', (manifest, run) => {
  const project = { root: 'tutorial', manifest, command: ['python', 'app.py'] };
  expect(classicDockerfile(project, 'python:3.13-slim', ['--mount=type=secret,id=a']).split('\n')).toEqual([
    'FROM python:3.13-slim',
    'ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt',
    'WORKDIR /app',
    'COPY tutorial/ /app',
    `RUN --mount=type=secret,id=a ${run}`,
    'CMD ["python","app.py"]',
    '',
  ]);
});

it('adds up layers', () => {
  expect(megabytes(layerBytes(['0', '4884049', '418']))).toBeCloseTo(4.884467);
});
