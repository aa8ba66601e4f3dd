import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { addressesOverlap, parsePortMapping, portMappingYaml, publishedPorts } from './ports';

const place = { file: 'apps/api/project.json', option: 'ports[0]' };
const parse = (value: unknown) => parsePortMapping(value, place);

// A mapping in short: `127.0.0.1 8000-8005 > 80-85/tcp`.
function short(value: unknown): string {
  const { hostIp, published, target, protocol } = parse(value);
  const range = (ends: { from: number; to: number }) =>
    ends.from === ends.to ? `${ends.from}` : `${ends.from}-${ends.to}`;
  return `${hostIp} ${published ? range(published) : 'any'} > ${range(target)}/${protocol}`;
}

describe('parsePortMapping', () => {
  it.each([
    ['8000', '127.0.0.1 any > 8000/tcp'],
    [8000, '127.0.0.1 any > 8000/tcp'],
    [1, '127.0.0.1 any > 1/tcp'],
    ['65535:65535', '127.0.0.1 65535 > 65535/tcp'],
    ['8000:80', '127.0.0.1 8000 > 80/tcp'],
    ['08000:080', '127.0.0.1 8000 > 80/tcp'],
    ['3000-3005', '127.0.0.1 any > 3000-3005/tcp'],
    ['9090-9091:8080-8081', '127.0.0.1 9090-9091 > 8080-8081/tcp'],
    ['8000-8010:80', '127.0.0.1 8000-8010 > 80/tcp'],
    ['8000-8000:80-80', '127.0.0.1 8000 > 80/tcp'],
    ['127.0.0.1:8001:8001', '127.0.0.1 8001 > 8001/tcp'],
    ['127.0.0.1:5000-5010:5000-5010', '127.0.0.1 5000-5010 > 5000-5010/tcp'],
    ['127.0.0.1::5000', '127.0.0.1 any > 5000/tcp'],
    [':5000', '127.0.0.1 any > 5000/tcp'],
    ['0.0.0.0:80:8000', '0.0.0.0 80 > 8000/tcp'],
    ['localhost:8000:8000', '127.0.0.1 8000 > 8000/tcp'],
    ['LOCALHOST:8000:8000', '127.0.0.1 8000 > 8000/tcp'],
    ['[::1]:6001:6001', '::1 6001 > 6001/tcp'],
    ['[::]:80:8000', ':: 80 > 8000/tcp'],
    ['[0:0:0:0:0:0:0:1]::80', '::1 any > 80/tcp'],
    ['[FE80::A]:80:80/udp', 'fe80::a 80 > 80/udp'],
    ['6060:6060/udp', '127.0.0.1 6060 > 6060/udp'],
    ['53/udp', '127.0.0.1 any > 53/udp'],
    ['53:53/UDP', '127.0.0.1 53 > 53/udp'],
    ['80:80/tcp', '127.0.0.1 80 > 80/tcp'],
  ])('reads %j as %s', (value, expected) => {
    expect(short(value)).toBe(expected);
  });

  const unknownForm = 'it is not of a form that Compose knows';
  const longSyntax = 'it must be a text or a number; the long syntax goes under "compose"';
  it.each([
    ['', unknownForm],
    ['x', unknownForm],
    ['x:80', unknownForm],
    [':', unknownForm],
    ['8000:', unknownForm],
    ['1:2:3:4', unknownForm],
    ['+8000:80', unknownForm],
    ['-8000:80', unknownForm],
    ['8000:-80', unknownForm],
    ['8000-:80', unknownForm],
    ['0x50:80', unknownForm],
    ['8e3:80', unknownForm],
    ['80.5', unknownForm],
    ['::1:80:80', unknownForm],
    ['[]:80:80', unknownForm],
    ['example.com:80:80', unknownForm],
    ['127.0.0.1:8000', 'an address needs a host port and a container port after it'],
    [' 8000:80', 'it has a space in it'],
    ['8000:80\n', 'it has a space in it'],
    ['8000: 80', 'it has a space in it'],
    ['8000:80/sctp', 'the protocol is neither tcp nor udp'],
    ['8000:80/', 'the protocol is neither tcp nor udp'],
    ['0', '0 is not a port: 1 to 65535'],
    [0, '0 is not a port: 1 to 65535'],
    ['0:80', '0 is not a port: 1 to 65535'],
    ['8000:0', '0 is not a port: 1 to 65535'],
    ['65536', '65536 is not a port: 1 to 65535'],
    [65536, '65536 is not a port: 1 to 65535'],
    ['65535-65536:80-81', '65536 is not a port: 1 to 65535'],
    ['99999999999999999999:80', '99999999999999999999 is not a port: 1 to 65535'],
    [-1, unknownForm],
    [80.5, unknownForm],
    [1e21, unknownForm],
    [NaN, unknownForm],
    [Infinity, unknownForm],
    ['8010-8000:80-90', 'the range 8010-8000 runs backwards'],
    ['8000-8010:90-80', 'the range 90-80 runs backwards'],
    ['8000:80-81', 'the range of host ports and that of container ports differ in length'],
    ['8000-8005:80-82', 'the range of host ports and that of container ports differ in length'],
    ['8000-8001:80-82', 'the range of host ports and that of container ports differ in length'],
    ['256.0.0.1:80:80', '256.0.0.1 is not an IP address'],
    ['1.2.3.999:80:80', '1.2.3.999 is not an IP address'],
    ['127.0.0.01:80:80', '127.0.0.01 is not an IP address'],
    ['[:::]:80:80', '[:::] is not an IP address'],
    ['[1.2.3.4]:80:80', '[1.2.3.4] is not an IP address'],
    ['[12345::]:80:80', '[12345::] is not an IP address'],
    [null, unknownForm],
    [undefined, unknownForm],
    [true, unknownForm],
    [{ target: 80 }, longSyntax],
    [['80:80'], longSyntax],
  ])('refuses %j: %s', (value, why) => {
    expect(failureOf(() => parse(value)).failure).toMatchObject({ code: 'PYDOCK_PORT_INVALID', why, place });
  });
});

describe('publishedPorts', () => {
  it.each([
    ['8000', []],
    ['127.0.0.1::8000', []],
    ['8000-8010:80', []],
    ['8000:80', ['127.0.0.1:8000/tcp']],
    ['0.0.0.0:53:53/udp', ['0.0.0.0:53/udp']],
    ['8000-8002:80-82', ['127.0.0.1:8000/tcp', '127.0.0.1:8001/tcp', '127.0.0.1:8002/tcp']],
  ])('of %j are %j', (value, expected) => {
    const shown = publishedPorts(parse(value)).map(
      ({ hostIp, port, protocol }) => `${hostIp}:${port}/${protocol}`,
    );
    expect(shown).toEqual(expected);
  });
});

// As the engine has it: -p 0.0.0.0:80:80 and -p [::]:80:80 stand side by side.
describe('addressesOverlap', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['0.0.0.0', '127.0.0.1', true],
    ['192.168.1.5', '0.0.0.0', true],
    ['::', '::1', true],
    ['::1', '::1', true],
    ['::1', '::2', false],
    ['0.0.0.0', '::', false],
    ['0.0.0.0', '::1', false],
    ['127.0.0.1', '::', false],
  ])('of %s and %s is %j, both ways', (a, b, expected) => {
    expect([addressesOverlap(a, b), addressesOverlap(b, a)]).toEqual([expected, expected]);
  });
});

describe('portMappingYaml', () => {
  const local = { host_ip: '127.0.0.1' };
  it.each([
    ['8000', [{ ...local, target: 8000, protocol: 'tcp' }]],
    [
      '80-81',
      [
        { ...local, target: 80, protocol: 'tcp' },
        { ...local, target: 81, protocol: 'tcp' },
      ],
    ],
    ['8000:80', [{ ...local, target: 80, published: '8000', protocol: 'tcp' }]],
    ['8000-8010:80', [{ ...local, target: 80, published: '8000-8010', protocol: 'tcp' }]],
    [
      '8000-8001:80-81/udp',
      [
        { ...local, target: 80, published: '8000', protocol: 'udp' },
        { ...local, target: 81, published: '8001', protocol: 'udp' },
      ],
    ],
    ['[::1]:8000:80', [{ host_ip: '::1', target: 80, published: '8000', protocol: 'tcp' }]],
  ])('of %j has the keys in order', (value, expected) => {
    const yaml = portMappingYaml(parse(value));
    expect(yaml).toEqual(expected);
    expect(yaml.map(Object.keys)).toEqual(expected.map(Object.keys));
  });
});
