import { describe, expect, it } from 'vitest';
import { renderDockerfile } from '../dockerfile/render';
import { detectPythonProject, settledProject } from '../python/detect';
import type { PackageManagerName } from '../python/package-managers/table';
import { packageManagerNames } from '../python/package-managers/table';
import { codeOf } from '../specs/failures';
import { tree } from '../specs/trees';
import { frameworkTemplates } from './frameworks/all';
import { manifestTemplates } from './manifests/all';
import { oldestPython } from './pins';
import { scaffoldPython } from './python';
import { scaffold, type ScaffoldOptions } from './scaffold';
import type { ServiceFramework } from './table';

const targets = { up: 'docker-up', down: 'docker-down' };
const service = (
  framework: ServiceFramework,
  packageManager: PackageManagerName,
  more: Partial<ScaffoldOptions> = {},
) =>
  scaffold({
    ...{ name: 'api', serviceName: 'api', framework, packageManager, python: '3.13', beat: false, targets },
    ...more,
  });

const detected = (files: Readonly<Record<string, string>>) => {
  const texts = Object.entries(files).map(([path, text]) => [`apps/api/${path}`, text]);
  const source = { root: 'apps/api', tree: tree(Object.fromEntries(texts) as Record<string, string>) };
  return settledProject(detectPythonProject(source, { name: 'api' }));
};

/** What detection must read back: framework, kind and target of the entry point, port, health check. */
const expected: Record<ServiceFramework, readonly [string, string, string, number | null, string | null]> = {
  fastapi: ['fastapi', 'asgi', 'app.main:app', 8000, '/health'],
  flask: ['flask', 'wsgi', 'app:app', 8000, '/health'],
  django: ['django', 'wsgi', 'config.wsgi:application', 8000, '/health'],
  starlette: ['starlette', 'asgi', 'app.main:app', 8000, '/health'],
  litestar: ['litestar', 'asgi', 'app:app', 8000, '/health'],
  sanic: ['sanic', 'asgi', 'server:app', 8000, '/health'],
  aiohttp: ['aiohttp', 'script', 'main.py', 8080, '/health'],
  tornado: ['tornado', 'script', 'main.py', 8888, '/health'],
  streamlit: ['streamlit', 'script', 'streamlit_app.py', 8501, '/_stcore/health'],
  gradio: ['gradio', 'script', 'app.py', 7860, null],
  celery: ['celery', 'command', 'celery -A app.celery:app worker --loglevel=INFO', null, null],
  grpc: ['grpc', 'script', 'server.py', 50051, null],
  script: ['none', 'script', 'main.py', null, null],
  command: ['none', 'command', 'api', null, null],
};

const frameworks = Object.keys(expected) as ServiceFramework[];
const matrix = frameworks.flatMap((framework) =>
  packageManagerNames.map((packageManager) => [framework, packageManager] as const),
);

it('has a template for everything, once', () => {
  expect(frameworkTemplates.map(({ name }) => name)).toEqual(frameworks);
  expect(manifestTemplates.map(({ name }) => name)).toEqual(packageManagerNames);
});

describe.each(matrix)('%s with %s', (framework, packageManager) => {
  it.each(['3.11', '3.13'])('is read back as what it is, on Python %s', (python) => {
    const project = detected(service(framework, packageManager, { python }));
    const { entrypoint, port, healthPath } = project;
    expect([project.framework, entrypoint.kind, entrypoint.target, port, healthPath]).toEqual(
      expected[framework],
    );
    expect(project).toMatchObject({
      packageManager,
      python: { version: python, heldBackBy: null },
      isPackage: framework === 'command',
      localDependencies: [],
      warnings: [],
    });
    // A server that a Dockerfile has to bring would be one that the lock file does not know.
    expect(project.server?.install ?? null).toBeNull();
    expect(renderDockerfile(project)).toContain(`python:${python}-slim`);
  });

  it('has text that tools are content with', () => {
    for (const [path, text] of Object.entries(service(framework, packageManager))) {
      expect(text === '' || text.endsWith('\n'), path).toBe(true);
      expect(text, path).not.toMatch(/[ \t]\n|\t|\n{2}$/);
      // Which index is asked is the user's to say.
      if (!path.endsWith('.py')) expect(text, path).not.toMatch(/https?:/);
      if (path.endsWith('.py') && !path.includes('_pb2'))
        for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
    }
  });

  it('pins everything that it requires, at one version', () => {
    const files = service(framework, packageManager);
    const manifests = ['pyproject.toml', 'Pipfile', 'requirements.txt', 'requirements-dev.txt'];
    const stated = manifests.map((path) => files[path] ?? '').join('\n');
    const template = frameworkTemplates.find(({ name }) => name === framework);
    for (const required of [...(template?.requires ?? []), ...(template?.develops ?? []), 'pytest']) {
      const [name = ''] = /^[\w.-]+/.exec(required) ?? [];
      expect(stated, name).toMatch(new RegExp(`["\\n]?${name}[^\\n]*==\\d`));
    }
    for (const line of stated.split('\n').filter((each) => /^ +"/.test(each))) expect(line).toContain('==');
  });
});

const show = (files: Readonly<Record<string, string>>) =>
  Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => `=== ${path}\n${text}`)
    .join('\n');

describe('the text', () => {
  it.each(frameworks)('of %s', async (framework) => {
    await expect(show(service(framework, 'uv'))).toMatchFileSnapshot(`__golden__/${framework}.txt`);
  });

  it.each(packageManagerNames)("of %s's manifests", async (packageManager) => {
    const manifests = (framework: ServiceFramework) =>
      Object.entries(service(framework, packageManager))
        .filter(([path]) => !/\.py$|^README/.test(path))
        .map(([path, text]) => [`${framework}/${path}`, text] as const);
    const files = Object.fromEntries([...manifests('celery'), ...manifests('command')]);
    await expect(show(files)).toMatchFileSnapshot(`__golden__/with-${packageManager}.txt`);
  });
});

describe('beat', () => {
  it('has a schedule, and a word of the service that sends it out', () => {
    const files = service('celery', 'uv', { beat: true });
    expect(files['app/celery.py']).toContain('beat_schedule={');
    expect(files['tests/test_tasks.py']).toContain('beat_schedule');
    expect(files['README.md']).toContain('`api-beat` sends out the schedule');
    expect(detected(files).warnings).toMatchObject([{ source: { file: 'apps/api/app/celery.py' } }]);
  });
});

describe('names', () => {
  const named = (name: string, serviceName: string, framework: ServiceFramework) => {
    const files = service(framework, 'uv', { name, serviceName });
    const [module] = Object.keys(files).flatMap((path) => /^src\/(\w+)\/cli/.exec(path)?.[1] ?? []);
    return [/^name = "(.*)"$/m.exec(files['pyproject.toml'] ?? '')?.[1], module ?? null];
  };

  it.each([
    ['My API', 'my-api', 'fastapi', ['my-api', null]],
    ['@acme/api', 'acme-api', 'command', ['acme-api', 'acme_api']],
    // uv will not have a project that requires itself.
    ['flask', 'flask', 'flask', ['flask-service', null]],
    ['flask', 'flask', 'fastapi', ['flask', null]],
    ['pytest', 'pytest', 'script', ['pytest-service', null]],
    ['json', 'json', 'command', ['json', 'app_json']],
    ['9lives', '9lives', 'command', ['9lives', 'app_9lives']],
    ['a.b__c', 'a.b__c', 'command', ['a-b-c', 'a_b_c']],
  ] as const)('%s', (name, serviceName, framework, wanted) => {
    expect(named(name, serviceName, framework)).toEqual(wanted);
  });
});

describe('scaffoldPython', () => {
  it.each([
    ['3.13', '3.13'],
    ['3.11.2', '3.11'],
    [' 3.14 ', '3.14'],
    [oldestPython, oldestPython],
  ])('takes %s', (given, version) => {
    expect(scaffoldPython(given)).toBe(version);
  });

  it.each(['3.10', '3.9.1', '2.7', '4.0', '3.99', '3', 'pypy3.10', ''])('refuses "%s"', (given) => {
    expect(codeOf(() => scaffoldPython(given))).toBe('PYDOCK_PYTHON_VERSION_INVALID');
  });
});
