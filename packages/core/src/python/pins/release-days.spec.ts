import { expect, it } from 'vitest';
import { releaseDays } from './release-days';

const pin = (name: string, version: string) => ({ name, version, source: { file: 'requirements.txt' } });
const wheel = (time: string) => `{ url = "a.whl", upload-time = ${time} }`;
const pylock = `
[[packages]]
name = "Flask"
version = "2.0.1"
sdist = { url = "a.tar.gz", upload-time = 2021-05-21T23:59:59Z }
wheels = [${wheel('2021-05-22T15:53:08Z')}, ${wheel('2021-06-01T00:00:00+02:00')}]

[[packages]]
name = "click"
version = "8.0.0"
wheels = [${wheel('2021-05-11T00:00:00Z')}]

[[packages]]
name = "old"
version = "1"
wheels = [{ url = "b.whl" }]

[[packages]]
name = "here"
directory = { path = "." }
`;

it('finds the newest of the releases, by the first file of each, in UTC', () => {
  expect(releaseDays(pylock, [pin('click', '8.0.0'), pin('flask', '2.0.1')])).toEqual({
    newest: { name: 'flask', version: '2.0.1', day: '2021-05-21' },
    untold: [],
  });
  expect(releaseDays(pylock, [pin('click', '8.0.0')]).newest?.day).toBe('2021-05-11');
});

it('names those without upload times, and knows nothing of what is not there', () => {
  expect(releaseDays(pylock, [pin('old', '1'), pin('gone', '2')])).toEqual({ newest: null, untold: ['old'] });
  expect(releaseDays('', [])).toEqual({ newest: null, untold: [] });
});
