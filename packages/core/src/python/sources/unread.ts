import { sourcesUnread } from '../../messages/python';
import type { Warning } from '../project';
import type { Sources } from './sources';

// An app that is made at the top of a module.
const app =
  /^\w+[ \t]*(?::[^=\n]{1,80})?=[ \t]*(?:\w+\.)?(?:FastAPI|(?:API)?Flask|Quart|Starlette|Litestar|Sanic|Celery|Application|\w*FlaskApp|AsyncApp|get_[aw]sgi_application)\(/m;

/** A warning where sources that look as if they had an app were not parsed, so that the one that was found need not be the one. */
export function unreadWarnings({ unread, text, place }: Sources): Warning[] {
  const [first, ...others] = [...unread].filter((file) => app.test(text(file)));
  if (first === undefined) return [];
  const line = text(first).slice(0, text(first).search(app)).split('\n').length;
  return [{ message: sourcesUnread(others.length), source: place(first, line) }];
}
