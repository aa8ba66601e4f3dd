import { describe, expect, it } from 'vitest';
import { pythonProject } from '../specs/projects';
import { networkSecrets } from './network-secrets';
import { renderDockerfile } from './render';

describe('networkSecrets', () => {
  const mounted = (packageManager: 'uv' | 'poetry' | 'pdm' | 'pipenv' | 'pip') =>
    [
      ...renderDockerfile(pythonProject({ packageManager })).matchAll(
        /type=secret,id=([\w-]+),target=(\S+)/g,
      ),
    ].map(([, id, target]) => `${id} ${target}`);

  it.each([
    ['uv', ['ca-bundle', 'netrc', 'pip-conf', 'uv-toml']],
    ['poetry', ['ca-bundle', 'netrc', 'pip-conf', 'poetry-auth']],
    ['pdm', ['ca-bundle', 'netrc', 'pdm-config', 'pip-conf']],
    ['pipenv', ['ca-bundle', 'netrc', 'pip-conf']],
    ['pip', ['ca-bundle', 'netrc', 'pip-conf']],
  ] as const)('are those that %s reads', (packageManager, ids) => {
    const stated = ids.map((id) => `${id} ${networkSecrets.find((each) => each.id === id)?.target}`);
    expect([...new Set(mounted(packageManager))].sort()).toEqual(stated);
  });

  it('are each found on the host somewhere', () => {
    for (const { variables, files } of networkSecrets) expect([...variables, ...files]).not.toEqual([]);
  });
});
