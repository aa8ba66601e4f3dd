import { describe, expect, it } from 'vitest';
import { parseModule } from './module';
import { outlineOf } from './outline';

const model = (index: number) =>
  `class Model${index}(Base):\n    """Of a table: (not closed"""\n\n    id = Column(\n        Integer,\n    )\n\n    def label(self):\n        # it's a "label\n        return f"{self.id}"\n\n`;
const models = Array.from({ length: 40 }, (_item, index) => model(index)).join('');
const app = [
  'from flask import Flask',
  '',
  '@decorated("x")',
  'def create_app(',
  '    config=None,',
  '):',
  '    app = Flask(__name__)',
  '    return app',
  '',
].join('\n');

describe('outlineOf', () => {
  it('leaves a short module as it is', () => {
    expect(outlineOf(model(1))).toBe(model(1));
  });

  it('takes out the bodies that say nothing, and no others', () => {
    const outline = outlineOf(`${models}${app}`);
    expect(outline).not.toContain('Column');
    expect(outline).toContain(app);
    expect(outline.length).toBeLessThan(3000);
  });

  it('keeps names and line numbers', () => {
    const text = `${models}${app}${models}app = create_app()\n`;
    const [whole, outline] = [parseModule(text), parseModule(outlineOf(text))];
    const places = (scope: typeof whole) =>
      [...scope.classes, ...scope.functions].map(({ name, line }) => `${name} ${line}`);
    expect(places(outline)).toEqual(places(whole));
    expect(outline.assignments).toEqual(whole.assignments);
    expect(outline.functions[0]?.scope.calls).toEqual(whole.functions[0]?.scope.calls);
  });

  it('takes out the data of a module that is long even so', () => {
    const data = 'countries = {\n    "a": [1, 2],\n}\n'.repeat(2000);
    const outline = outlineOf(`${data}PORT = 8000\n${app}`);
    expect(outline).not.toContain('"a"');
    expect(outline.split('\n').indexOf('PORT = 8000')).toBe(6000);
    expect(outline).toContain(app);
  });

  it.each(['"""', "'''", '(', '\\', '\t', '#', ':'])('takes any text: %j without end', (mark) => {
    const text = `${models}x = ${mark}\n${models}${mark.repeat(300)}`;
    expect(outlineOf(text).split('\n').length).toBe(text.split('\n').length);
  });
});
