import { describe, expect, it } from 'vitest';
import { manifestProject } from '../../specs/python-projects';
import { findApps } from './apps';
import { sourcesOf } from './sources';

const find = (texts: Record<string, string>) =>
  findApps(
    sourcesOf(manifestProject('flask', texts)),
    [{ package: 'flask', name: 'Flask', protocol: 'wsgi' }],
    {
      paths: [],
      names: ['wsgi', 'app', 'main', 'application', 'server', 'run'],
    },
  );
const targets = (texts: Record<string, string>) => find(texts).map(({ target }) => target);
const inApp = (...lines: string[]) => targets({ 'app.py': lines.join('\n') });

describe('findApps, objects', () => {
  it.each([
    ['a call', ['from flask import Flask', 'app = Flask(__name__)']],
    ['a call by its module', ['import flask', 'app = flask.Flask(__name__)']],
    ['a longer path', ['app = a.b.Flask("x")']],
    ['an annotation', ['app: Flask = Flask(__name__)']],
    ['an annotation with a path', ['app: flask.Flask = flask.Flask(__name__)']],
    ['parentheses', ['app = (Flask(__name__))']],
    ['several lines', ['app = Flask(', '    __name__,', '    static_folder=None,', ')']],
    ['a semicolon', ['import x; app = Flask(__name__)']],
    ['if', ['if DEBUG:', '    app = Flask("a")']],
    ['else', ['if DEBUG:', '    pass', 'elif X:', '    pass', 'else:', '    app = Flask("a")']],
    ['both branches, once', ['if DEBUG:', '    app = Flask("a")', 'else:', '    app = Flask("b")']],
    [
      'try',
      ['try:', '    app = Flask("a")', 'except OSError:', '    app = Flask("b")', 'finally:', '    x = 1'],
    ],
    ['with', ['with setup():', '    app = Flask("a")']],
    ['a call of a factory', ['from shop import create_app', 'app = create_app("production")']],
    ['a call of a factory by its module', ['import shop', 'app = shop.create_app()']],
    ['a syntax error before it', ['def broken(:', '    pass', '', 'app = Flask(__name__)']],
    ['a syntax error after it', ['app = Flask(__name__)', 'class (', 'x = = 1']],
    ['tabs and Windows line ends', ['if X:\r', '\tapp = Flask(__name__)\r', '']],
  ])('are found in %s', (_case, lines) => {
    expect(inApp(...lines)).toEqual(['app:app']);
  });

  it.each([
    ['a comment', ['# app = Flask(__name__)']],
    ['a string', ['text = "app = Flask(__name__)"']],
    ['a docstring', ['"""', 'app = Flask(__name__)', '"""']],
    ['a function', ['def start():', '    app = Flask(__name__)']],
    ['a class', ['class App:', '    app = Flask(__name__)']],
    ['an attribute', ['self.app = Flask(__name__)']],
    ['an item', ['apps["x"] = Flask(__name__)']],
    ['another class', ['app = FlaskForm()', 'bpp = Flasky(__name__)', 'cpp = NotFlask(__name__)']],
    ['the class itself', ['app = Flask']],
    ['an annotation alone', ['app: Flask']],
    ['an argument', ['app = wrap(Flask(__name__))']],
    ['a call on it', ['app = Flask(__name__).wsgi_app']],
    ['the main guard', ['if __name__ == "__main__":', '    app = Flask(__name__)']],
    ['the main guard, with a factory', ["if (__name__ == '__main__'):", '    app = create_app()']],
    ['the main guard, turned round', ['if "__main__" == __name__:', '    app = Flask(__name__)']],
    ['an import', ['from flask import Flask']],
    ['a f-string', ['print(f"{Flask(1)}")']],
    ['nothing', ['']],
  ])('are not found in %s', (_case, lines) => {
    expect(inApp(...lines)).toEqual([]);
  });

  it('are told with file and line', () => {
    const text = 'import x\n\nif x:\n    app = Flask(__name__)\nadmin = Flask("admin")\n';
    expect(
      find({ 'shop/web.py': text }).map(({ target, file, line }) => `${target} ${file}:${line}`),
    ).toEqual(['shop.web:app shop/web.py:4', 'shop.web:admin shop/web.py:5']);
  });
});

it('finds each name of an app, the usual first', () => {
  expect(inApp('application = app = Flask(__name__)')).toEqual(['app:app', 'app:application']);
});

describe('findApps, factories', () => {
  const factory = (parameters: string, name = 'create_app', returns = '') => [
    `def ${name}(${parameters})${returns}:`,
    '    app = Flask(__name__)',
    '    return app',
  ];

  it.each([
    '',
    'config=None',
    'config = Config',
    'config=config.Default',
    'config: str = "x"',
    'config: Config | None = None',
    'config: dict[str, int] = {}',
    '*args',
    '**kwargs',
    '*args: str, **kwargs: int',
    'a=1, /, b=2, *, c=3',
    'a=f(x, y), b=[1, 2]',
    'config=None,',
  ])('are found with the parameters (%s)', (parameters) => {
    expect(inApp(...factory(parameters))).toEqual(['app:create_app()']);
  });

  it.each([
    'config',
    'config: Config',
    'config, debug=False',
    'debug=False, *, config',
    '*, config',
    '*args, config',
    'config, /',
    'a, *args, **kwargs',
  ])('are not found with the parameters (%s)', (parameters) => {
    expect(inApp(...factory(parameters))).toEqual([]);
  });

  it.each(['create_app', 'make_app', 'app_factory'])('are known by the name %s', (name) => {
    expect(inApp(...factory('', name, ' -> Flask'))).toEqual([`app:${name}()`]);
  });

  it.each([
    ['by another name', factory('', 'build')],
    ['that make nothing', ['from flask import Flask', 'def create_app():', '    return None']],
    [
      'that only mention the class',
      ['def create_app() -> Flask:', '    """Flask(x)"""', '    return other()'],
    ],
    ['in a class', ['class X:', ...factory('self=None').map((line) => `    ${line}`)]],
    ['in a function', ['def outer():', ...factory('').map((line) => `    ${line}`)]],
  ])('are not functions %s', (_case, lines) => {
    expect(inApp(...lines)).toEqual([]);
  });

  it('are found below a decorator and in a conditional', () => {
    expect(inApp('@cache', ...factory(''))).toEqual(['app:create_app()']);
    expect(inApp('if X:', ...factory('').map((line) => `    ${line}`))).toEqual(['app:create_app()']);
  });

  it('come after the object that they make', () => {
    expect(inApp(...factory(''), 'app = create_app()')).toEqual(['app:app', 'app:create_app()']);
  });
});

describe('findApps, files', () => {
  const app = 'app = Flask(__name__)';
  const factory = 'def create_app():\n    return Flask(__name__)';

  it.each([
    ['app.py', 'app:app', '.'],
    ['shop/__init__.py', 'shop:app', '.'],
    ['shop/web/wsgi.py', 'shop.web.wsgi:app', '.'],
    ['src/shop/__init__.py', 'shop:app', 'src'],
    ['src/app.py', 'app:app', 'src'],
    ['srcs/app.py', 'srcs.app:app', '.'],
  ])('%s is the module of %s, imported from %s', (file, target, importRoot) => {
    expect(find({ [file]: app })).toMatchObject([{ target, importPath: [importRoot] }]);
  });

  it('imports src by name where it is a package itself', () => {
    expect(find({ 'src/__init__.py': '', 'src/app.py': app })).toMatchObject([
      { target: 'src.app:app', importPath: ['.'] },
    ]);
  });

  it.each([
    'tests/app.py',
    'test/app.py',
    'shop/tests/app.py',
    'test_app.py',
    'shop/app_test.py',
    'conftest.py',
    'app.txt',
    'app.pyi',
  ])('%s is left out', (file) => {
    expect(targets({ [file]: app })).toEqual([]);
  });

  it('%s with test in its name otherwise is not', () => {
    expect(targets({ 'contest.py': app, 'latest/app.py': app })).toHaveLength(2);
  });

  it('has the most usual place first', () => {
    const files = [
      'wsgi.py',
      'app.py',
      'main.py',
      'application.py',
      'server.py',
      'run.py',
      'other.py',
      'a/wsgi.py',
    ];
    const texts = Object.fromEntries([...files].reverse().map((file) => [file, app]));
    expect(find(texts).map(({ file }) => file)).toEqual(files);
  });

  it('has an object before a factory, in files that are as usual', () => {
    expect(targets({ 'a/app.py': factory, 'b/app.py': app })).toEqual(['b.app:app', 'a.app:create_app()']);
  });

  it('has a file at the top before one further down', () => {
    expect(targets({ 'shop/wsgi.py': app, 'other.py': factory })).toEqual([
      'other:create_app()',
      'shop.wsgi:app',
    ]);
  });

  it('gives equal ranks to what is equally likely', () => {
    const [first, second, third] = find({ 'a/app.py': app, 'b/app.py': app, 'c/other.py': app });
    expect(first?.rank).toEqual(second?.rank);
    expect(third?.rank).not.toEqual(second?.rank);
  });

  it('reads a large file quickly', () => {
    const text = `${'x = {"a": [1, 2, (3, 4)]}\n'.repeat(3000)}${app}\n`;
    expect(targets({ 'app.py': text })).toEqual(['app:app']);
  });
});
