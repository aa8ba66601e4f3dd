import { expect, it } from 'vitest';
import { messagesText, unshown } from '../specs/messages';
import * as messages from './manifests';

const pyproject = { file: 'apps/api/pyproject.toml', line: 3 };

const samples = {
  manifestValueInvalid: messages.manifestValueInvalid(pyproject, 'project.dependencies', 'a list of strings'),
  packageManagerAmbiguous: messages.packageManagerAmbiguous('apps/api', [
    { name: 'uv', source: { file: 'apps/api/uv.lock' } },
    { name: 'poetry', source: { file: 'apps/api/poetry.lock' } },
  ]),
  workspaceRootAlone: messages.workspaceRootAlone('.', false, ['apps/api', 'libs/common'], pyproject),
  'workspaceRootAlone, without members': messages.workspaceRootAlone('shop', true, [], pyproject),
  requirementsOutsideWorkspace: messages.requirementsOutsideWorkspace('../base.txt', pyproject),
  pythonUnsatisfiable: messages.pythonUnsatisfiable('>=4', '3.8 to 3.14', pyproject),
  pythonContradicts: messages.pythonContradicts(
    '3.10',
    { file: 'apps/api/.python-version', line: 1 },
    '>=3.12',
    pyproject,
  ),
  localPathOutside: { message: messages.localPathOutside('../other') },
  localPathMissing: { message: messages.localPathMissing('libs/gone') },
  requirementsComputed: { message: messages.requirementsComputed('install_requires') },
};

it('says what is not understood of a manifest', async () => {
  await expect(messagesText(samples)).toMatchFileSnapshot('__golden__/manifests.txt');
});

it('has a sample of every message', () => {
  expect(unshown(messages, samples)).toEqual([]);
});
