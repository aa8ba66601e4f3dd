import { describe, expect, it } from 'vitest';
import { tree } from '../../specs/trees';
import { readRequirements } from '../requirements';
import { unpinnedWarnings } from './unpinned';

const warned = (files: Record<string, string>) =>
  unpinnedWarnings('api', readRequirements(tree(files), 'api/requirements.txt')).map(
    ({ message, source }) => [message.replace(/ (?:is|are) not pinned.*/, ''), source],
  );
const of = (text: string) => warned({ 'api/requirements.txt': text });

describe('unpinnedWarnings', () => {
  it('tells of what a pinned package needs, and in which line that is', () => {
    expect(of('# the app\nFlask==2.0.1\n')).toEqual([
      ['werkzeug, jinja2, itsdangerous, click', { file: 'api/requirements.txt', line: 2 }],
    ]);
  });

  it('gives the command', () => {
    const [warning] = unpinnedWarnings(
      'api',
      readRequirements(tree({ 'api/requirements.txt': 'Flask==2.0.1' }), 'api/requirements.txt'),
    );
    expect(warning?.message).toMatch(/Pin all: nx g pydock:lock api$/);
  });

  it('leaves out what is pinned too, whatever the spelling', () => {
    expect(of('Flask==2.0.1\nWerkzeug===2.0.1\nmarkupsafe==2\nJinja2==3.0.1\nclick>=8\n')).toEqual([
      ['itsdangerous, click', { file: 'api/requirements.txt', line: 1 }],
    ]);
  });

  it('takes constraints for pins', () => {
    const pins = 'werkzeug==2.0.1\njinja2==3.0.1\nclick==8.0.1\nitsdangerous==2.0.1\n';
    expect(warned({ 'api/requirements.txt': '-c pins.txt\nflask==2.0.1\n', 'api/pins.txt': pins })).toEqual(
      [],
    );
  });

  it('joins several, each package once', () => {
    expect(of('requests==2.32.5\nhttpx==0.28.1\n')).toEqual([
      ['urllib3, idna, certifi, httpcore', { file: 'api/requirements.txt', line: 1 }],
    ]);
  });

  it.each([
    ['nothing is pinned', 'flask\nrequests>=2\n'],
    ['a version is open', 'flask==2.0.*\n'],
    ['the package is not known', 'some-package==1.0\n'],
    ['constraints at a URL are not read', '-c https://example.com/c.txt\nflask==2.0.1\n'],
  ])('is silent where %s', (_case, text) => {
    expect(of(text)).toEqual([]);
  });
});
