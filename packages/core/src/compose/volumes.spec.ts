import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { parseVolumeMount, refuseSameTargets, volumeMountYaml } from './volumes';

const place = { file: 'apps/api/project.json', option: 'volumes[0]' };
const parse = (value: unknown, root = 'apps/api') => parseVolumeMount(value, root, place);

// A mount in short: `volume data > /data ro`.
function short(value: unknown, root?: string): string {
  const mount = parse(value, root);
  const source = mount.kind === 'bind' ? mount.source : (mount.name ?? '(none)');
  return `${mount.kind} ${source} > ${mount.target}${mount.readOnly ? ' ro' : ''}`;
}

describe('parseVolumeMount', () => {
  it.each([
    ['/data', 'volume (none) > /data'],
    ['data:/var/lib/app', 'volume data > /var/lib/app'],
    ['data:/data:ro', 'volume data > /data ro'],
    ['data:/data:rw', 'volume data > /data'],
    ['data:/data/', 'volume data > /data'],
    ['data://data//x', 'volume data > /data/x'],
    ['my_data-1.0:/data', 'volume my_data-1.0 > /data'],
    ['v:/data', 'volume v > /data'],
    ['v:/data:ro', 'volume v > /data ro'],
    ['V:/data:rw', 'volume V > /data'],
  ])('reads %j as %s', (value, expected) => {
    expect(short(value)).toBe(expected);
  });

  it.each([
    ['./conf:/etc/app', 'bind apps/api/conf > /etc/app'],
    ['./conf/:/etc/app/:ro', 'bind apps/api/conf > /etc/app ro'],
    ['.:/src', 'bind apps/api > /src'],
    ['./:/src', 'bind apps/api > /src'],
    ['..:/src', 'bind apps > /src'],
    ['../shared:/shared', 'bind apps/shared > /shared'],
    ['../../..:/above', 'bind .. > /above'],
    ['../../../x:/above', 'bind ../x > /above'],
    ['./a/../b:/x', 'bind apps/api/b > /x'],
    ['./..data:/x', 'bind apps/api/..data > /x'],
    ['.env/x:/x', 'bind .env/x > /x'],
    ['.\\conf:/etc/app', 'bind apps/api/conf > /etc/app'],
    ['..\\shared\\x:/x', 'bind apps/shared/x > /x'],
    ['./my conf:/x', 'bind apps/api/my conf > /x'],
  ])('reads %j relative to the project: %s', (value, expected) => {
    expect(short(value)).toBe(expected);
  });

  it.each([
    ['conf/app:/etc/app', 'bind conf/app > /etc/app'],
    ['conf/:/etc/app', 'bind conf > /etc/app'],
    ['conf\\app:/etc/app', 'bind conf/app > /etc/app'],
  ])('reads %j relative to the workspace root: %s', (value, expected) => {
    expect(short(value)).toBe(expected);
  });

  it.each([
    ['/srv/shared/:/srv', 'bind /srv/shared > /srv'],
    ['/:/host:ro', 'bind / > /host ro'],
    ['~/data:/data', 'bind ~/data > /data'],
    ['~:/home', 'bind ~ > /home'],
    ['C:\\data:/data', 'bind C:\\data > /data'],
    ['c:\\data\\x:/data:ro', 'bind c:\\data\\x > /data ro'],
    ['C:/data:/data', 'bind C:/data > /data'],
    ['C:/data/x:/data:ro', 'bind C:/data/x > /data ro'],
    ['\\\\server\\share:/data', 'bind \\\\server\\share > /data'],
    ['/var/run/docker.sock:/var/run/docker.sock', 'bind /var/run/docker.sock > /var/run/docker.sock'],
  ])('reads %j as a path of the host: %s', (value, expected) => {
    expect(short(value)).toBe(expected);
  });

  it('has no project directory to add in a project at the root', () => {
    expect(short('./conf:/x', '.')).toBe('bind conf > /x');
    expect(short('.:/x', '.')).toBe('bind . > /x');
    expect(short('../x:/x', '.')).toBe('bind ../x > /x');
  });

  const notText = 'it must be a text; the long syntax goes under "compose"';
  const notAbsolute = 'the path in the container is not absolute';
  const noDirectory = 'that is no directory of the container to mount on';
  const mode = (name: string) => `the mode "${name}" is neither ro nor rw; others go under "compose"`;
  const noName = (name: string) => `"${name}" is no volume name: letters, digits, "_", "." and "-"`;
  it.each([
    ['', notAbsolute],
    ['data', notAbsolute],
    ['data:', notAbsolute],
    ['data:x', notAbsolute],
    ['data:./x', notAbsolute],
    ['./conf', notAbsolute],
    ['data: /x', notAbsolute],
    ['v:\\data', notAbsolute],
    ['/', noDirectory],
    ['data:/', noDirectory],
    ['data://', noDirectory],
    ['data:/.', noDirectory],
    ['data:/x/..', noDirectory],
    ['data:/x/../y', noDirectory],
    [':/x', noName('')],
    ['_data:/x', noName('_data')],
    ['my data:/x', noName('my data')],
    ['~user:/x', noName('~user')],
    ['${DATA}:/x', noName('${DATA}')],
    ['data:/x:z', mode('z')],
    ['data:/x:Z', mode('Z')],
    ['data:/x:ro,z', mode('ro,z')],
    ['data:/x:cached', mode('cached')],
    ['data:/x:nocopy', mode('nocopy')],
    ['data:/x:RO', mode('RO')],
    ['data:/x:', mode('')],
    ['data:/x:/y', mode('/y')],
    ['a:/b:c:/d', 'it has more than three parts'],
    [5, notText],
    [null, notText],
    [undefined, notText],
    [{ type: 'bind' }, notText],
    [['data:/x'], notText],
  ])('refuses %j: %s', (value, why) => {
    expect(failureOf(() => parse(value)).failure).toMatchObject({
      code: 'PYDOCK_VOLUME_INVALID',
      why,
      place,
    });
  });
});

describe('refuseSameTargets', () => {
  const refuse = (...values: string[]) =>
    refuseSameTargets(
      values.map((value) => parse(value)),
      (option) => ({ file: 'project.json', option }),
    );

  it('names both mounts of one directory', () => {
    expect(failureOf(() => refuse('a:/x', 'b:/data', './c:/data/')).failure).toMatchObject({
      code: 'PYDOCK_VOLUME_INVALID',
      what: '"/data" is not a volume',
      why: 'volumes[1] is mounted there already',
      place: { option: 'volumes[2]' },
    });
  });

  it('lets one volume be mounted twice, and one directory within another', () => {
    expect(() => refuse('a:/x', 'a:/y', 'b:/x/z')).not.toThrow();
  });
});

describe('volumeMountYaml', () => {
  const bind = { create_host_path: false };
  it.each([
    ['/data', { type: 'volume', target: '/data' }],
    ['data:/data:ro', { type: 'volume', source: 'data', target: '/data', read_only: true }],
    ['./conf:/x', { type: 'bind', source: './apps/api/conf', target: '/x', bind }],
    ['./conf:/x:ro', { type: 'bind', source: './apps/api/conf', target: '/x', read_only: true, bind }],
    ['..data/x:/x', { type: 'bind', source: './..data/x', target: '/x', bind }],
    ['../../../x:/x', { type: 'bind', source: '../x', target: '/x', bind }],
    ['../../..:/x', { type: 'bind', source: '..', target: '/x', bind }],
    ['../..:/x', { type: 'bind', source: '.', target: '/x', bind }],
    ['~/x:/x', { type: 'bind', source: '~/x', target: '/x', bind }],
    ['/x:/x', { type: 'bind', source: '/x', target: '/x', bind }],
    ['C:\\x:/x', { type: 'bind', source: 'C:\\x', target: '/x', bind }],
    ['C:/x:/x', { type: 'bind', source: 'C:/x', target: '/x', bind }],
  ])('of %j has the keys in order', (value, expected) => {
    const yaml = volumeMountYaml(parse(value));
    expect(yaml).toEqual(expected);
    expect(Object.keys(yaml)).toEqual(Object.keys(expected));
  });
});
