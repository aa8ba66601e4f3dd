import fc from 'fast-check';
import { pythonLines, stated, textLines } from './line-fragments';
import { keys, tables, values } from './toml-fragments';

/** Texts by path, for a project in `api` of a workspace. */
export type ArbitraryFiles = Readonly<Record<string, string>>;

/** How many cases a property is tried with: few in `npm test`, as many as `npm run fuzz` says. */
export const fuzzCases = Number(process.env['FUZZ_CASES'] ?? 300);

const one = (items: readonly string[]) => fc.constantFrom(...items);

const entry = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(one(keys), one(values)).map(([key, value]) => `${key} = ${value}`) },
  {
    weight: 1,
    arbitrary: fc.tuple(one(keys), fc.string({ unit: 'grapheme' })).map((pair) => pair.join(' = ')),
  },
);

const table = fc
  .tuple(one(tables), fc.boolean(), fc.array(entry, { maxLength: 4 }))
  .map(([name, isList, entries]) => [isList ? `[[${name}]]` : `[${name}]`, ...entries].join('\n'));

const toml = fc.array(table, { maxLength: 6 }).map((parts) => parts.join('\n'));

const linesOf = (lines: readonly string[]) =>
  fc
    .array(
      fc.oneof({ weight: 6, arbitrary: one(lines) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join('\n'));

const json = fc.oneof(
  fc.json(),
  fc
    .dictionary(one(['default', 'develop', '_meta', '__proto__']), fc.dictionary(one(keys), fc.jsonValue()))
    .map((value) => JSON.stringify(value, null, 1)),
);

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme-ascii' }),
);

// Now and then a piece is missing, doubled, garbled, or saved by an editor of its own mind.
const broken = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(text, fc.nat({ max: 13 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([whole, how, share]) => {
      const at = Math.floor(share * whole.length);
      const [before, after] = [whole.slice(0, at), whole.slice(at)];
      const damage = [
        before,
        after,
        whole + whole,
        `${before}"${after}`,
        `${before}\0${after}`,
        `\uFEFF${whole}`,
        whole.replaceAll('\n', '\r\n'),
        `${before}${'[('.repeat(80)}${after}`,
      ];
      return damage[how] ?? whole;
    });

const kinds: readonly (readonly [names: readonly string[], text: fc.Arbitrary<string>])[] = [
  [['pyproject.toml', 'uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile', 'mise.toml', '.mise.toml'], toml],
  [['uv.toml', 'poetry.toml', '.streamlit/config.toml'], toml],
  [
    ['requirements.txt', 'requirements/base.txt', 'requirements-dev.txt', 'c.txt', 'setup.cfg'],
    linesOf(textLines),
  ],
  [['.python-version', '.tool-versions', 'runtime.txt', 'Procfile'], linesOf(stated)],
  [
    ['main.py', 'app.py', 'manage.py', 'app/__init__.py', 'src/shop/main.py', 'setup.py'],
    linesOf(pythonLines),
  ],
  [['shop/settings.py', 'shop/wsgi.py', 'shop/urls.py', 'tasks.py', '__main__.py'], linesOf(pythonLines)],
  [['Pipfile.lock'], json],
];

const file = fc
  .tuple(fc.constantFrom(...kinds), fc.constantFrom('api', 'api', 'api', 'a', '.', 'libs/b'))
  .chain(([[names, text], directory]) =>
    fc.tuple(
      one(names).map((name) => (directory === '.' ? name : `${directory}/${name}`)),
      broken(fc.oneof({ weight: 8, arbitrary: text }, { weight: 1, arbitrary: anything })),
    ),
  );

/** The files of a workspace, of every kind that detection reads, whole and broken; `api` has a manifest. */
export const arbitraryFiles: fc.Arbitrary<ArbitraryFiles> = fc
  .tuple(
    fc.constantFrom('pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.py'),
    fc.array(file, { maxLength: 8 }),
  )
  .map(([manifest, files]) => ({ [`api/${manifest}`]: '', ...Object.fromEntries(files) }));
