import { expect, it } from 'vitest';
import { pushFailure } from './push';

it.each([
  ['unauthorized: authentication required', 'denied'],
  ['no basic auth credentials', 'denied'],
  ['denied: requested access to the resource is denied', 'denied'],
  [
    'push access denied, repository does not exist or may require authorization: server message: insufficient_scope',
    'denied',
  ],
  [
    'unexpected status from HEAD request to http://127.0.0.1:5000/v2/a/blobs/sha256:1: 401 Unauthorized',
    'denied',
  ],
  ['received unexpected HTTP status: 503 Service Unavailable', 'transient'],
  ['toomanyrequests: You have reached your pull rate limit', 'transient'],
  ['Get "http://127.0.0.1:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused', 'transient'],
  ['failed to do request: Head "http://r/v2/": EOF', 'transient'],
  ['net/http: TLS handshake timeout', 'transient'],
  ['dial tcp: lookup registry.corp: no such host', 'transient'],
  ['tag does not exist: registry.corp/app', 'permanent'],
  ['An image does not exist locally with the tag: registry.corp/app', 'permanent'],
  ['http: server gave HTTP response to HTTPS client', 'permanent'],
  ['x509: certificate signed by unknown authority', 'permanent'],
])('%s is %s', (error, kind) => {
  expect(pushFailure(error)).toBe(kind);
});
