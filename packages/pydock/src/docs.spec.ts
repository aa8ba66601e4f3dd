import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { frameworks, packageManagerNames } from '@pydock/core';
import { describe, expect, it } from 'vitest';

const docs = join(__dirname, '../../../docs');
const read = (...path: readonly string[]) => readFileSync(join(...path), 'utf8');
const pagesIn = (directory: string) =>
  readdirSync(join(docs, directory)).map((file) => file.replace(/\.md$/, ''));
const sorted = (names: readonly string[]) => [...names].sort();

/** The example that a page shows. */
const exampleOf = (page: string) => (page === 'none' ? 'script' : page);
const blocksOf = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, block = '']) => block);
const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

const pages = ['frameworks', 'package-managers'].flatMap((directory) =>
  pagesIn(directory).map((page) => [`${directory}/${page}`, page] as const),
);

describe('the documentation', () => {
  it('has a page for every framework and package manager, and no other', () => {
    expect(sorted(pagesIn('frameworks'))).toEqual(sorted(frameworks.map(({ name }) => name)));
    expect(sorted(pagesIn('package-managers'))).toEqual(sorted(packageManagerNames));
  });

  it.each(pages)('shows in %s what is detected and generated', (path, page) => {
    const text = read(docs, `${path}.md`);
    const golden = (ending: string) =>
      linesOf(read(__dirname, '__golden__/examples', `${exampleOf(page)}.${ending}`));
    const dockerfile = blocksOf(text, 'dockerfile').flatMap(linesOf);
    const report = blocksOf(text, 'text').flatMap(linesOf);
    expect(dockerfile.length).toBeGreaterThan(0);
    expect(report.length).toBeGreaterThan(0);
    expect(golden('Dockerfile')).toEqual(expect.arrayContaining(dockerfile));
    expect(golden('txt')).toEqual(expect.arrayContaining(report));
  });

  it('lists the frameworks in the order in which they are tried', () => {
    const rows = read(docs, 'detection.md')
      .split('\n')
      .filter((line) => line.includes('](frameworks/'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const listed = rows.map(([, , link = '', packages = '', clients]) => ({
      name: /\/(\w+)\.md/.exec(link)?.[1],
      packages: packages.split(', ').filter((each) => each !== ''),
      ofClientsToo: clients === 'yes',
    }));
    expect(listed).toEqual(
      frameworks.map(({ name, packages, ofClientsToo = false }) => ({ name, packages, ofClientsToo })),
    );
  });

  it('leads from page to page', () => {
    const files = ['detection', ...pages.map(([path]) => path)].map((path) => join(docs, `${path}.md`));
    for (const file of [join(docs, '../README.md'), ...files]) {
      const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
      expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
    }
    expect(read(docs, '../README.md')).toContain('(docs/detection.md)');
    for (const [path] of pages) {
      expect(read(docs, 'detection.md')).toContain(`(${path}.md)`);
      expect(read(docs, `${path}.md`)).toContain('(../detection.md)');
    }
  });
});
