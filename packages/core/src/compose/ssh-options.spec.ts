import { expect, it } from 'vitest';
import { PydockError } from '../errors';
import { resolveService } from './resolve';
import { serviceSource } from '../specs/services';

const failure = (ssh: unknown) => {
  try {
    resolveService(serviceSource({ project: 'api', buildOptions: { ssh } }));
  } catch (error) {
    if (error instanceof PydockError) return error.failure;
  }
  throw new Error('nothing was thrown');
};

it.each([
  ['default', 'ssh', 'it must be an object of names and values, a list of "id=path", or false for none'],
  [7, 'ssh', 'it must be an object of names and values, a list of "id=path", or false for none'],
  [{ deploy: 7 }, 'ssh.deploy', 'it must be true for the agent, a path of a key, a list of them, or false'],
  [{ deploy: [7] }, 'ssh.deploy[0]', 'it must be a text that is not empty'],
  [['a b=c'], 'ssh[0]', 'it must be "id" for the agent, or "id=path"'],
  [['=/key'], 'ssh[0]', 'it must be "id" for the agent, or "id=path"'],
  [[{}], 'ssh[0]', 'it must be a text that is not empty'],
])('refuses %j at %s', (ssh, option, why) => {
  expect(failure(ssh)).toMatchObject({
    code: 'PYDOCK_OPTION_INVALID',
    why,
    place: { option: `targets.docker-build.options.${option}` },
  });
});
