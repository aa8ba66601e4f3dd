import { posix } from 'node:path';
import {
  entrypointAmbiguous,
  entrypointMissing,
  frameworkUnsupported,
  scriptNotFound,
} from '../../messages/python';
import { isTest } from '../test-files';
import type { Framework } from './table';

const names = ['main.py', 'app.py', '__main__.py', 'run.py'];

// At the top of a project, but nothing to start.
const tools = ['setup.py', 'noxfile.py', '__init__.py'];

// Web frameworks that a plain `python main.py` would not serve.
const unsupported = [
  'fastapi',
  'django',
  'starlette',
  'litestar',
  'sanic',
  'aiohttp',
  'tornado',
  'streamlit',
];

/** A plain script: `python main.py`. It claims whatever no framework has claimed. */
export const script: Framework = {
  name: 'script',
  claims(project, requirements) {
    const other = requirements.find(({ name }) => unsupported.includes(name));
    if (other)
      throw frameworkUnsupported(
        { file: posix.join(project.root, other.file), line: other.line },
        other.name,
      );
    return { file: project.root };
  },
  application(project, _requirements, wanted) {
    if (wanted !== null && !project.texts.has(wanted)) throw entrypointMissing(project.root, wanted);
    const scripts = [...project.texts.keys()].filter(isScript);
    const known = names.find((name) => scripts.includes(name));
    const target = wanted ?? known ?? (scripts.length === 1 ? scripts[0] : undefined);
    if (target === undefined && scripts.length > 1) throw entrypointAmbiguous(project.root, scripts.sort());
    if (target === undefined) throw scriptNotFound(project.root, names);
    return {
      entrypoint: { kind: 'script', target, importRoot: '.' },
      server: null,
      serves: false,
      source: { file: posix.join(project.root, target), line: 1 },
    };
  },
};

const isScript = (path: string) =>
  path.endsWith('.py') && !path.includes('/') && !tools.includes(path) && !isTest(path);
