import { describe, expect, it } from 'vitest';
import { pythonProject } from '../specs/projects';
import { indexEnvSecret, networkSecrets } from './network-secrets';
import { renderDockerfile } from './render';

describe('networkSecrets', () => {
  const mounted = (packageManager: 'uv' | 'poetry' | 'pdm' | 'pipenv' | 'pip') =>
    [
      ...renderDockerfile(pythonProject({ packageManager })).matchAll(
        /type=secret,id=([\w-]+),target=([^\s,]+)/g,
      ),
    ].map(([, id, target]) => `${id} ${target}`);

  it.each([
    ['uv', ['ca-bundle', 'index-env', 'netrc', 'pip-conf', 'uv-toml']],
    ['poetry', ['ca-bundle', 'index-env', 'netrc', 'pip-conf', 'poetry-auth']],
    ['pdm', ['ca-bundle', 'index-env', 'netrc', 'pdm-config', 'pip-conf']],
    ['pipenv', ['ca-bundle', 'index-env', 'netrc', 'pip-conf']],
    ['pip', ['ca-bundle', 'index-env', 'netrc', 'pip-conf']],
  ] as const)('are those that %s reads', (packageManager, ids) => {
    const stated = ids.map((id) => `${id} ${networkSecrets.find((each) => each.id === id)?.target}`);
    expect([...new Set(mounted(packageManager))].sort()).toEqual(stated);
  });

  it('are each found on the host somewhere', () => {
    for (const { id, variables, files } of networkSecrets)
      if (id !== indexEnvSecret) expect([...variables, ...files]).not.toEqual([]);
  });
});
