import { expect, it } from 'vitest';
import { gitAt } from './manifest-values';

it.each([
  'ssh://git@git.corp/team/x.git',
  'git+ssh://git@git.corp/team/x.git@main#subdirectory=a',
  'git@github.com:team/x.git',
  'deploy.bot@git.corp:x',
])('%s is reached over ssh', (address) => {
  expect(gitAt(address)).toBe('ssh');
});

it.each([
  'https://git.corp/team/x.git',
  'git+https://git@git.corp/team/x.git',
  'https://user@git.corp:8443/x.git',
  'git://git.corp/x.git',
  'file:///srv/x.git',
  '../x',
  '',
])('%j is not', (address) => {
  expect(gitAt(address)).toBe(true);
});
