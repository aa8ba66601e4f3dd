import { describe, expect, it } from 'vitest';
import { isOtherPin, lockReasons } from './lock-change';

const made = { asOf: '2021-06-01', hashes: false, pythonVersion: undefined };
const fresh = {
  source: 'api/requirements.txt',
  input: 'api/requirements.in',
  output: 'api/requirements.txt',
  complete: false,
};
const again = { ...fresh, source: fresh.input };

describe('isOtherPin', () => {
  it.each([
    ['flask==2.0.1\n', 'flask==2.0.1\n', false],
    ['# by hand\nFlask==2.0.1\n', 'flask==2.0.1\n    # via -r requirements.in\n', false],
    ['zope_a==1\nb==1\n', 'b==1\nzope-a==1\n', false],
    ['flask==2.0.1\n', 'flask==2.0.2\n', true],
    ['flask==2.0.1\n', 'flask==2.0.1\nwerkzeug==2.0.1\n', true],
  ])('%j to %j: %s', (present, text, expected) => {
    expect(isOtherPin({ subject: fresh, recorded: null, made, present, text })).toBe(expected);
  });

  it('is one that was made in another way, once there are words of its own', () => {
    const same = { present: 'flask==2.0.1\n', text: 'flask==2.0.1\n', made };
    expect(isOtherPin({ ...same, subject: again, recorded: made })).toBe(false);
    expect(isOtherPin({ ...same, subject: again, recorded: { ...made, asOf: '2021-05-01' } })).toBe(true);
    expect(isOtherPin({ ...same, subject: fresh, recorded: null })).toBe(false);
  });
});

describe('lockReasons', () => {
  it('say the day, where it comes from, and where the words went', () => {
    const newest = { name: 'flask', version: '2.0.1', day: '2021-05-21' };
    expect(lockReasons('api', fresh, { day: '2021-05-21', because: 'release' }, newest)).toEqual([
      'Versions as of 2021-05-21, the day on which flask 2.0.1 came out.',
      'Another day: nx g pydock:lock api --as-of=YYYY-MM-DD',
      'api/requirements.in has what api/requirements.txt said.',
      '',
      'api/requirements.txt:',
    ]);
  });

  it.each([
    ['asked', 'Versions as of 2021-06-01.'],
    ['recorded', 'Versions as of 2021-06-01, as the pin that is there.'],
    ['today', 'Versions as of 2021-06-01, which is today: nothing is pinned by hand.'],
  ] as const)('for a day that is %s', (because, line) => {
    expect(lockReasons('api', again, { day: '2021-06-01', because }, null)).toEqual([
      line,
      '',
      'api/requirements.txt:',
    ]);
  });
});
