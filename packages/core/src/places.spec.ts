import { describe, expect, it } from 'vitest';
import { type OptionFile, overridden, placeOfOption } from './places';

const projectJson = `{
  "name": "api",
  // A comment is no trouble.
  "targets": {
    "docker-up": {
      "options": {
        "ports": [
          "8000:8000",
          "9000:9000"
        ],
        "environment": {
          "LOG_LEVEL": "debug",
          "app.name": "api",
          "list[0]": "odd",
          "0": "zero"
        },
        "healthcheck": { "test": ["CMD", "true"] },
      }
    }
  }
}`;
const prefix = ['targets', 'docker-up', 'options'];
const project: OptionFile = { file: 'apps/api/project.json', text: projectJson, prefix };
const at = 'targets.docker-up.options';

describe('placeOfOption', () => {
  it.each([
    ['', 6],
    ['ports', 7],
    ['ports[0]', 8],
    ['ports[1]', 9],
    ['environment', 11],
    ['environment.LOG_LEVEL', 12],
    ['environment.app.name', 13],
    ['environment.list[0]', 14],
    ['environment.0', 15],
    ['healthcheck.test[1]', 17],
  ])('finds %j in line %i', (option, line) => {
    const path = option === '' ? at : `${at}.${option}`;
    expect(placeOfOption([project], option)).toEqual({ file: project.file, line, option: path });
  });

  it.each(['volumes', 'ports[2]', 'port', 'environment.LOG', 'environment.LOG_LEVEL.x'])(
    'gives no line for %j, which is not there',
    (option) => {
      expect(placeOfOption([project], option)).toEqual({ file: project.file, option: `${at}.${option}` });
    },
  );

  it('takes the first file that has the option, and its prefix', () => {
    const nxJson: OptionFile = {
      file: 'nx.json',
      text: '{\n"targetDefaults": {\n"docker-up": { "options": {\n"memory": "1g", "ports": [] } } }\n}',
      prefix: ['targetDefaults', 'docker-up', 'options'],
    };
    expect(placeOfOption([project, nxJson], 'ports').file).toBe('apps/api/project.json');
    expect(placeOfOption([project, nxJson], 'memory')).toEqual({
      file: 'nx.json',
      line: 4,
      option: 'targetDefaults.docker-up.options.memory',
    });
  });

  it('counts lines in files with a byte order mark and Windows line ends', () => {
    const text = `\uFEFF${projectJson.replaceAll('\n', '\r\n')}`;
    expect(placeOfOption([{ ...project, text }], 'ports[1]').line).toBe(9);
  });

  it.each(['', 'not json', '[]', '{"targets": null}', '{"targets": {"docker-up": {"options": null}}}'])(
    'gives no line in %j',
    (text) => {
      expect(placeOfOption([{ ...project, text }], 'ports').line).toBeUndefined();
    },
  );

  it('falls back to project.json where there is no file', () => {
    expect(placeOfOption([], 'ports')).toEqual({ file: 'project.json', option: 'ports' });
  });

  it.each([
    ['ports', '--ports'],
    ['ports[1]', '--ports'],
    ['environment.LOG_LEVEL', '--environment.LOG_LEVEL'],
  ])('knows that %s was given on the command line, whatever the files state', (option, expected) => {
    expect(placeOfOption([project], option, ['memory', 'ports', 'environment'])).toEqual({
      file: 'command line',
      option: expected,
    });
  });

  it('does not take an option for another whose name it begins with', () => {
    expect(placeOfOption([project], 'ports[0]', ['port']).file).toBe(project.file);
    expect(placeOfOption([project], '', ['port']).file).toBe(project.file);
  });
});

it('tells what a command line gave over the files', () => {
  const stated = { memory: '1g', ports: ['8000:80'], cpus: 1 };
  expect(overridden({ memory: '2g', ports: ['8000:80'], cpus: 1, pids: 5 }, stated)).toEqual([
    'memory',
    'pids',
  ]);
  expect(overridden({ ...stated, ports: ['8001:80'] }, stated)).toEqual(['ports']);
  expect(overridden({}, stated)).toEqual([]);
});
