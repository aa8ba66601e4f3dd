import tseslint from 'typescript-eslint';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name.',
};

/** Forbids imports by pattern: the arrows of ARCHITECTURE.md, one way only. */
const forbid = (files, patterns) => ({
  files,
  ignores: ['**/*.spec.ts'],
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const impure = {
  regex: '^(node:(?!crypto$|path$)|nx($|/)|@nx/|dockerode|@pydock/engine|pydock$)',
  message: 'core is pure: no files, no processes, no Docker, no Nx.',
};
const rightOf = (...rooms) => ({
  regex: `/(${rooms.join('|')})/`,
  message: `Data moves left to right; this room must not know ${rooms.join(', ')}.`,
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
  forbid(['packages/core/src/*.ts'], [impure]),
  forbid(
    ['packages/core/src/python/**'],
    [impure, rightOf('dockerfile', 'context', 'compose', 'plan', 'watch')],
  ),
  forbid(['packages/core/src/dockerfile/**'], [impure, rightOf('context', 'compose', 'plan', 'watch')]),
  forbid(['packages/core/src/context/**'], [impure, rightOf('compose', 'plan', 'watch')]),
  forbid(['packages/core/src/compose/**'], [impure, rightOf('plan', 'watch')]),
  forbid(['packages/core/src/plan/**'], [impure, rightOf('watch')]),
  forbid(
    ['packages/engine/src/**'],
    [{ regex: '^(nx($|/)|@nx/|pydock$)', message: 'engine knows Docker, not Nx.' }],
  ),
  forbid(
    ['packages/pydock/src/**'],
    [{ regex: '^(dockerode|@grpc/)', message: 'The plugin talks to the engine through @pydock/engine.' }],
  ),
);
