import { describe, expect, it } from 'vitest';
import { failureOf } from '../../specs/failures';
import { readRequirements } from '../requirements';
import { script } from './script';

const files = (texts: Record<string, string>) => ({
  root: 'apps/job',
  texts: new Map(Object.entries(texts)),
});

const target = (paths: string, wanted: string | null = null) => {
  const texts = Object.fromEntries(paths.split(' ').map((path) => [path, '']));
  return script.application(files(texts), [], wanted).entrypoint.target;
};

describe('script.claims', () => {
  const claims = (requirements: string) => {
    const project = files({ 'requirements.txt': requirements });
    return script.claims(project, readRequirements(project, 'requirements.txt').requirements);
  };

  it.each(['', 'requests', 'fastapi-utils', '# django'])('%j', (requirements) => {
    expect(claims(requirements)).toEqual({ file: 'apps/job' });
  });

  it.each(['fastapi', 'Django==5.2', 'streamlit', 'aiohttp'])(
    'says that it can not serve %s',
    (requirement) => {
      expect(failureOf(() => claims(`\n${requirement}`)).failure).toMatchObject({
        code: 'PYDOCK_FRAMEWORK_UNSUPPORTED',
        place: { file: 'apps/job/requirements.txt', line: 2 },
      });
    },
  );
});

describe('script.application', () => {
  it.each([
    ['main.py', 'main.py'],
    ['app.py main.py run.py', 'main.py'],
    ['run.py app.py', 'app.py'],
    ['__main__.py other.py', '__main__.py'],
    ['bot.py', 'bot.py'],
    ['bot.py setup.py noxfile.py conftest.py test_bot.py bot_test.py __init__.py', 'bot.py'],
    ['bot.py lib/main.py', 'bot.py'],
  ])('of %s starts %s', (paths, expected) => {
    expect(target(paths)).toBe(expected);
  });

  it('asks which of several scripts is meant', () => {
    expect(failureOf(() => target('b.py a.py')).failure).toMatchObject({
      code: 'PYDOCK_ENTRYPOINT_AMBIGUOUS',
      why: 'any of a.py, b.py could be the app',
    });
  });

  it.each(['setup.py', 'lib/main.py', 'requirements.txt', 'tests/main.py'])('finds none in %s', (paths) => {
    expect(failureOf(() => target(paths)).code).toBe('PYDOCK_ENTRYPOINT_NOT_FOUND');
  });

  it('takes what is asked for, where it is there', () => {
    expect(target('main.py lib/job.py', 'lib/job.py')).toBe('lib/job.py');
    expect(failureOf(() => target('main.py', 'mian.py')).failure).toMatchObject({
      code: 'PYDOCK_ENTRYPOINT_NOT_FOUND',
      what: 'apps/job/mian.py is not there',
    });
  });
});
