import tseslint from 'typescript-eslint';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name.',
};

// A package is known by its name alone: not by a path to it, nor by a file within it.
const throughTheDoor = {
  regex: '(^|/)(core|engine|pydock)/(src|dist)(/|$)',
  message: 'Import another package by its name.',
};

/** Forbids imports by pattern: the arrows of ARCHITECTURE.md, one way only. */
const forbid = (files, patterns, ignores = []) => ({
  files,
  ignores: ['**/*.spec.ts', ...ignores],
  rules: { 'no-restricted-imports': ['error', { patterns: [throughTheDoor, ...patterns] }] },
});

const impure = {
  regex: '^(node:(?!crypto$|path$)|nx($|/)|@nx/|dockerode|@pydock/engine|pydock$)',
  message: 'core is pure: no files, no processes, no Docker, no Nx.',
};
const rooms = ['python', 'dockerfile', 'context', 'backing', 'compose', 'plan', 'progress', 'watch'];
const rightOf = (...others) => ({
  regex: `/(${others.join('|')})/`,
  message: `Data moves left to right; this room must not know ${others.join(', ')}.`,
});

export { config as default };
const config = tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'tmp/**', '.nx/**', '**/schema-types.ts'] },
  ...tseslint.configs.strict,
  {
    rules: {
      'max-lines': ['error', { max: 200 }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      'no-restricted-syntax': ['error', noDefaultExport],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    files: ['**/*.spec.{ts,mjs}', 'e2e/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  // Specs may look to the right within their package; into another one they go by its name too.
  {
    files: ['packages/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [throughTheDoor] }] },
  },
  // The index alone knows all rooms.
  forbid(['packages/core/src/index.ts', 'packages/core/src/specs/**'], [impure]),
  forbid(['packages/core/src/*.ts'], [impure, rightOf('messages', ...rooms)], ['packages/core/src/index.ts']),
  forbid(['packages/core/src/messages/**'], [impure, rightOf(...rooms)]),
  forbid(
    ['packages/core/src/python/**'],
    [impure, rightOf('dockerfile', 'context', 'backing', 'compose', 'plan', 'watch')],
  ),
  forbid(
    ['packages/core/src/scaffold/**'],
    [impure, rightOf('dockerfile', 'context', 'backing', 'compose', 'plan', 'watch')],
  ),
  forbid(
    ['packages/core/src/dockerfile/**'],
    [impure, rightOf('context', 'backing', 'compose', 'plan', 'watch')],
  ),
  forbid(['packages/core/src/context/**'], [impure, rightOf('backing', 'compose', 'plan', 'watch')]),
  forbid(['packages/core/src/backing/**'], [impure, rightOf('compose', 'plan', 'watch')]),
  forbid(['packages/core/src/compose/**'], [impure, rightOf('plan', 'watch')]),
  forbid(['packages/core/src/plan/**'], [impure, rightOf('watch')]),
  forbid(
    ['packages/core/src/progress/**'],
    [impure, rightOf('context', 'backing', 'compose', 'plan', 'watch')],
  ),
  forbid(
    ['packages/engine/src/**'],
    [{ regex: '^(nx($|/)|@nx/|pydock$)', message: 'engine knows Docker, not Nx.' }],
  ),
  forbid(
    ['packages/pydock/src/**'],
    [{ regex: '^(dockerode|@grpc/)', message: 'The plugin talks to the engine through @pydock/engine.' }],
  ),
);
