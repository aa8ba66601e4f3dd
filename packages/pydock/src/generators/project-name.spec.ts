import { describe, expect, it } from 'vitest';
import { emptyWorkspace, failureOf } from '../specs/workspace';
import { newProjectName, projectName } from './project-name';

describe('projectName', () => {
  const tree = () =>
    emptyWorkspace({
      'apps/api/project.json': '{"name":"api","targets":{"docker-up":{}}}',
      'apps/shop/project.json': '{"name":"shop"}',
      'apps/shop/Dockerfile': 'FROM x',
      'apps/front/project.json':
        '{"name":"front","targets":{"docker-up":{"options":{"serviceName":"acme-web"}}}}',
      'libs/tools/project.json': '{"name":"tools"}',
      'libs/models/pyproject.toml': '[project]\nname = "models"\n',
      'old/web/requirements.txt': 'flask\n',
    });

  it.each([
    ['apps/new', undefined, 'new'],
    ['apps/web', undefined, 'apps-web'],
    ['old/web', undefined, 'web'],
    ['libs/models', undefined, 'models'],
    ['apps/web', '@acme/api', '@acme/api'],
    ['apps/größe', undefined, 'größe'],
    ['apps/api', undefined, 'api'],
    ['apps/api', 'API', 'API'],
    // A library is no service.
    ['apps/web', 'Tools', 'Tools'],
  ])('of %s and %s is %s', (root, given, name) => {
    expect(projectName(tree(), root, given)).toBe(name);
  });

  it.each([
    ['api', 'there is a project "api" already'],
    ['tools', 'there is a project "tools" already'],
    ['models', 'there is a project "models" already'],
    ['API', '"api"'],
    ['Shop!', '"shop"'],
    ['@acme/web', '"acme-web"'],
  ])('refuses %s, whose name or service name another has', async (given, what) => {
    expect(await failureOf(() => projectName(tree(), 'apps/new', given))).toMatchObject({
      code: 'PYDOCK_NAME_CONFLICT',
      what: expect.stringContaining(what),
    });
  });

  it('of a new project is that of its directory, or it is refused', async () => {
    expect(newProjectName(tree(), 'apps/web', undefined)).toBe('web');
    for (const directory of ['new/api', 'new/models'])
      expect(await failureOf(() => newProjectName(tree(), directory, undefined))).toMatchObject({
        code: 'PYDOCK_NAME_CONFLICT',
      });
  });

  it.each(['日本', '---', ''])('refuses "%s", which gives no service name', async (given) => {
    const { code, todo } = await failureOf(() => projectName(tree(), 'apps/new', given));
    expect([code, todo]).toEqual(['PYDOCK_NAME_INVALID', expect.stringContaining('--name')]);
  });
});
