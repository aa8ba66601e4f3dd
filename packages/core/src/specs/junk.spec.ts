import { describe, expect, it } from 'vitest';
import { emitCompose } from '../compose/emit';
import { imageOptionNames, serviceOptionNames } from '../compose/option-names';
import { resolveService } from '../compose/resolve';
import { contextFilter } from '../context/select';
import { readDockerfile } from '../dockerfile/instructions';
import { PydockError } from '../errors';
import { detectPythonProject } from '../python/detect';
import { treeOf } from '../python/source-tree';
import { junk, pick, textOf } from './junk';
import { random } from './random';
import { serviceSource, shop } from './services';

// Whatever it is given, a call gives a value or throws a PydockError.
function survives(call: () => unknown): boolean {
  try {
    call();
    return true;
  } catch (error) {
    if (error instanceof PydockError && error.message.length > 0) return false;
    throw error;
  }
}

describe('whatever stands in a file', () => {
  it('options are read or refused, and what is read can be written', () => {
    const next = random(6);
    const results = Array.from({ length: 4000 }, () => {
      const options = { [pick(serviceOptionNames, next)]: junk(next) };
      const buildOptions = next() < 0.2 ? { [pick(imageOptionNames, next)]: junk(next) } : {};
      return survives(() =>
        emitCompose(shop(resolveService(serviceSource({ project: 'api', options, buildOptions })))),
      );
    });
    // Both happen, often.
    expect(results.filter(Boolean).length).toBeGreaterThan(400);
    expect(results.filter((result) => !result).length).toBeGreaterThan(400);
  });

  it('options as a whole are read or refused', () => {
    const next = random(7);
    for (let round = 0; round < 300; round++) {
      const given = { options: junk(next), buildOptions: junk(next) } as { options: Record<string, unknown> };
      expect(typeof survives(() => resolveService(serviceSource({ project: 'api', ...given })))).toBe(
        'boolean',
      );
    }
  });

  it('requirements are read or refused', () => {
    const pieces = [
      'flask',
      '==',
      '1.0',
      ' ',
      '\n',
      '\\',
      '#',
      '-r ',
      '-e ',
      '[',
      ']',
      ';',
      '@',
      'https://x/',
      '"',
      '\t',
      ',',
    ];
    const next = random(8);
    for (let round = 0; round < 500; round++) {
      const texts = new Map([['requirements.txt', textOf(pieces, 30, next)]]);
      survives(() => detectPythonProject({ root: '.', tree: treeOf(texts) }, { name: 'x' }));
    }
  });

  it('a Dockerfile is read', () => {
    const pieces = [
      'FROM ',
      'ARG ',
      'RUN ',
      'COPY ',
      'HEALTHCHECK ',
      'a',
      '$A',
      '${A:-',
      '}',
      '=',
      '\n',
      '\\\n',
      '<<EOF',
      'EOF\n',
      '#',
      '"',
      "'",
      ' AS b',
      ' ',
    ];
    const next = random(9);
    for (let round = 0; round < 500; round++)
      expect(survives(() => readDockerfile(textOf(pieces, 40, next), { A: '$A' }))).toBe(true);
  });

  it('an ignore file is read or refused', () => {
    const pieces = [
      'a',
      '*',
      '**',
      '/',
      '!',
      '[',
      ']',
      '?',
      '.',
      '..',
      '\\',
      '(',
      '+',
      '\n',
      ' ',
      '#',
      '^',
      '-',
      '{',
      '|',
    ];
    const next = random(10);
    for (let round = 0; round < 500; round++)
      survives(() => {
        const admits = contextFilter({ roots: ['.'], ignoreFile: textOf(pieces, 12, next) });
        ['a', 'a/b', 'a/b/c', '[', '+'].forEach(admits);
      });
  });

  it('Python sources are read', () => {
    const pieces = [
      'app',
      ' = ',
      'Flask',
      '(',
      ')',
      ':',
      '\n',
      '    ',
      'def ',
      'create_app',
      'if ',
      '"""',
      "'",
      '#',
      '=',
      '*',
      ',',
      '@',
      'class ',
    ];
    const next = random(11);
    for (let round = 0; round < 500; round++) {
      const app = `from flask import Flask\n${textOf(pieces, 40, next)}`;
      const tree = treeOf(
        new Map([
          ['requirements.txt', 'flask'],
          ['app.py', app],
        ]),
      );
      expect(survives(() => detectPythonProject({ root: '.', tree }, { name: 'x' }))).toBe(true);
    }
  });
});
