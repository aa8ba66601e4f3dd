import { describe, expect, it } from 'vitest';
import { manifestProject } from '../../specs/python-projects';
import { detectPythonProject } from '../detect';
import { treeOf } from '../source-tree';
import { streamlit } from './streamlit';

const healthPath = (config: string) => {
  const texts = { 'app.py': 'import streamlit as st\n', '.streamlit/config.toml': config };
  return streamlit.application(manifestProject('streamlit', texts), null).healthPath;
};

describe('the health path of Streamlit', () => {
  it.each([
    ['', '/_stcore/health'],
    ['[server]\nport = 8600\n', '/_stcore/health'],
    ['[server]\nbaseUrlPath = "foo"\n', '/foo/_stcore/health'],
    ['[server]\nbaseUrlPath = "/foo/bar/"\n', '/foo/bar/_stcore/health'],
    ['[server]\nbaseUrlPath = ""\n', '/_stcore/health'],
    ['[server]\nbaseUrlPath = "/"\n', '/_stcore/health'],
    ['[server]\nbaseUrlPath = "a b"\n', '/_stcore/health'],
    ['[server]\nbaseUrlPath = 1\n', '/_stcore/health'],
    ['server.baseUrlPath = "foo"\n', '/foo/_stcore/health'],
  ])('%j: %s', (config, expected) => {
    expect(healthPath(config)).toBe(expected);
  });
});

it.each([
  ['streamlit==1.17.0\n', '/healthz'],
  ['streamlit==1.18.0\n', '/_stcore/health'],
  ['streamlit==0.89.0\n', '/healthz'],
  ['streamlit>=1.10\n', '/_stcore/health'],
])('is that of the release that is pinned: %j', (requirements, expected) => {
  const tree = treeOf(
    new Map([
      ['requirements.txt', requirements],
      ['app.py', 'import streamlit as st\n'],
    ]),
  );
  expect(detectPythonProject({ root: '.', tree }, { name: 'app' }).healthPath).toBe(expected);
});
