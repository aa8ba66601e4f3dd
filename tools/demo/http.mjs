import { ToolError } from '../shared/tool-error.mjs';
import { urlOf } from './places.mjs';

/** @typedef {import('./places.mjs').DemoService} DemoService */
/** @typedef {import('./run-command.mjs').Work} Work */

/**
 * Requests a page of a service; `form` makes it a POST.
 * @param {Work} work
 * @param {DemoService} service
 * @param {string} path
 * @param {Record<string, string>} [form]
 */
export async function request({ step, signal }, service, path, form) {
  const url = urlOf(service, path);
  const data = Object.entries(form ?? {}).map(([name, value]) => `-d ${name}='${value}' `);
  step.command(`curl ${form ? '-L ' : ''}${data.join('')}${url}`);
  const post = form && { method: 'POST', body: new URLSearchParams(form) };
  const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
  const response = await fetch(url, { ...post, signal: limit }).catch((/** @type {Error} */ error) => {
    signal.throwIfAborted();
    throw unanswered(service, url, error.cause instanceof Error ? error.cause.message : error.message);
  });
  const body = await response.text();
  if (!response.ok) throw unanswered(service, url, `HTTP ${response.status}: ${body.slice(0, 200)}`);
  return body;
}

/** @param {DemoService} service @param {string} url @param {string} why */
const unanswered = ({ name }, url, why) =>
  new ToolError('PYDOCK_DEMO_HTTP', {
    what: `${url} does not answer as it should.`,
    why,
    todo: `See what the service ${name} says: docker compose logs ${name}`,
  });
