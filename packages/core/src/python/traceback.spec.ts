import { describe, expect, it } from 'vitest';
import { tracebackPlace } from './traceback';

describe('tracebackPlace', () => {
  it('names the innermost line of the project', () => {
    const log = [
      'Traceback (most recent call last):',
      '  File "/app/.venv/lib/python3.13/site-packages/gunicorn/util.py", line 10, in import_app',
      '  File "/app/app.py", line 3, in <module>',
      '    import settings',
      '  File "/app/web/settings.py", line 7, in <module>',
      '    raise KeyError("TOKEN")',
      '  File "/usr/lib/python3.13/os.py", line 700, in __getitem__',
      "KeyError: 'TOKEN'",
    ];
    expect(tracebackPlace(log, 'apps/api')).toEqual({ file: 'apps/api/web/settings.py', line: 7 });
  });

  it('reads the place of a syntax error', () => {
    const log = ['  File "/app/app.py", line 19', '    def (', 'SyntaxError: invalid syntax'];
    expect(tracebackPlace(log, '.')).toEqual({ file: 'app.py', line: 19 });
  });

  it('names nothing where no frame is the project’s own', () => {
    expect(
      tracebackPlace(['listening', '  File "/usr/lib/python3/x.py", line 1, in y'], 'api'),
    ).toBeUndefined();
    expect(tracebackPlace([], 'api')).toBeUndefined();
  });
});
