import { procfileLeftOut, procfileServerUnknown } from '../../messages/python';
import type { Warning } from '../project';
import { readProcfile } from './procfile';
import type { ManifestProject } from './table';

// What the image's own command says in its own way: where to listen, what to start, how many at once, what to log.
const said =
  /^(-b|--bind|--host|-p|--port|--listen|--chdir|--app-dir|--factory|--call|-w|--workers|--threads|--log-file|--access-logfile|--error-logfile|--log-level|--proxy-headers|--no-control-socket|--worker-tmp-dir|--interface|--reload|-)([ =]|$)/;
const asgiWorker = /^(-k|--worker-class)[ =][\w.]*uvicorn/i;

/**
 * A warning of what the Procfile's `web:` line says and the image's command does not: options, a program that watches
 * over it, steps before it, another server.
 * @param server the one that the image starts
 */
export function webLineWarnings(project: ManifestProject, server: string): Warning[] {
  const line = readProcfile(project, 'web');
  if (line === null || line.target === null) return [];
  const options =
    line.program === server ? line.options.filter((each) => !said.test(each) && !asgiWorker.test(each)) : [];
  const isOther = servers.includes(line.program) && line.program !== server;
  const parts = [
    ...(isOther ? [procfileServerUnknown(line.program, server)] : []),
    ...(options.length > 0 ? [`the options ${options.join(' ')}`] : []),
    ...(line.wrapper === '' ? [] : [`${line.wrapper} runs it`]),
    ...(line.before.length > 0 ? [`before it, ${line.before.join(' && ')}`] : []),
  ];
  return parts.length === 0
    ? []
    : [{ message: procfileLeftOut(shorten(line.text), parts), source: line.place }];
}

const servers = ['gunicorn', 'uvicorn', 'hypercorn', 'granian', 'daphne', 'waitress-serve', 'uwsgi'];

const shorten = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
