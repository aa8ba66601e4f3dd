import { describe, expect, it } from 'vitest';
import { healthcheckCommand } from './healthcheck';

describe('healthcheckCommand', () => {
  it('is content with any answer where no path is named', () => {
    expect(healthcheckCommand(8000, null)).toEqual([
      'python',
      '-c',
      "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8000, timeout=4); c.request('GET', '/'); c.getresponse()",
    ]);
  });

  it('wants a path to answer well, past any proxy', () => {
    expect(healthcheckCommand(5000, '/health?full=1').at(-1)).toBe(
      "import urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:5000/health?full=1', timeout=4)",
    );
  });
});
