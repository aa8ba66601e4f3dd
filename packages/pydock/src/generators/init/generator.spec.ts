import { readNxJson } from '@nx/devkit';
import { describe, expect, it } from 'vitest';
import { emptyWorkspace, written } from '../../specs/workspace';
import { initGenerator } from './generator';

describe('init', () => {
  const entry = {
    plugin: 'pydock',
    options: {
      buildTargetName: 'docker-build',
      composeTargetName: 'docker-compose',
      upTargetName: 'docker-up',
      downTargetName: 'docker-down',
    },
  };

  it('registers the plugin and the sync generator', async () => {
    const tree = emptyWorkspace();
    await initGenerator(tree, {});
    expect(readNxJson(tree)).toMatchObject({
      plugins: [entry],
      sync: { globalGenerators: ['pydock:sync'] },
    });
    expect(tree.read('.gitignore', 'utf8')).toBe('.pydock/\n__pycache__/\n.venv/\n');
  });

  it('changes nothing the second time', async () => {
    const tree = emptyWorkspace({ '.prettierignore': 'dist' });
    await initGenerator(tree, {});
    const first = written(tree);
    await initGenerator(tree, {});
    expect(written(tree)).toEqual(first);
  });

  it('keeps what nx.json has, plugins that are given as texts too', async () => {
    const tree = emptyWorkspace({
      'nx.json': JSON.stringify({
        plugins: ['@nx/js', { plugin: 'other', options: { a: 1 } }],
        sync: { globalGenerators: ['other:sync'], applyChanges: true },
      }),
    });
    await initGenerator(tree, {});
    expect(readNxJson(tree)).toMatchObject({
      plugins: ['@nx/js', { plugin: 'other', options: { a: 1 } }, entry],
      sync: { globalGenerators: ['other:sync', 'pydock:sync'], applyChanges: true },
    });
  });

  it.each([['pydock'], [{ plugin: 'pydock', options: { upTargetName: 'up' } }]])(
    'leaves a registration as it is: %j',
    async (plugin) => {
      const tree = emptyWorkspace({ 'nx.json': JSON.stringify({ plugins: [plugin] }) });
      await initGenerator(tree, {});
      expect(readNxJson(tree)).toEqual({
        plugins: [plugin],
        sync: { globalGenerators: ['pydock:sync'] },
      });
    },
  );

  it('adds what an ignore file has not, in whatever form it has it, with its own line ends', async () => {
    const tree = emptyWorkspace({
      '.gitignore': 'dist\r\n/.venv\r\n__pycache__',
      '.prettierignore': 'dist\n',
    });
    await initGenerator(tree, {});
    expect(tree.read('.gitignore', 'utf8')).toBe('dist\r\n/.venv\r\n__pycache__\r\n.pydock/\r\n');
    expect(tree.read('.prettierignore', 'utf8')).toBe('dist\n/docker-compose.yml\n');
  });

  it('makes no .prettierignore where there is none', async () => {
    const tree = emptyWorkspace();
    tree.delete('.prettierignore');
    await initGenerator(tree, {});
    expect(tree.exists('.prettierignore')).toBe(false);
  });
});
