import { expect, it } from 'vitest';
import { childEnvironment } from './environment.mjs';

it('keeps what is of the machine', () => {
  const env = { PATH: '/bin', DOCKER_HOST: 'unix:///x', npm_config_cache: '/c', HTTPS_PROXY: 'p' };
  expect(childEnvironment(env)).toMatchObject(env);
});

it('leaves out what is of the outer npm run and the outer Nx', () => {
  const env = childEnvironment({
    INIT_CWD: '/outer',
    npm_package_json: '/outer/package.json',
    npm_lifecycle_event: 'demo',
    npm_config_local_prefix: '/outer',
    npm_command: 'run-script',
    NX_WORKSPACE_ROOT_PATH: '/outer',
    NX_DAEMON: 'true',
  });
  expect(env).toEqual({ NX_DAEMON: 'false', NX_TUI: 'false' });
});
