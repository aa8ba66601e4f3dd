import { describe, expect, it } from 'vitest';
import { logicalLines } from './logical-lines';

const of = (...lines: string[]) => logicalLines(lines.join('\n'));

describe('logicalLines', () => {
  it('leaves comments and empty lines out', () => {
    expect(of('# syntax=x', '', 'FROM a', '  # more', '   ', '  RUN b  ')).toEqual(['FROM a', 'RUN b']);
  });

  it('joins continued lines, comments and empty lines within them left out', () => {
    expect(of('RUN a && \\', '    # why', '', '    b \\  ', '  c', 'CMD d')).toEqual([
      'RUN a &&      b    c',
      'CMD d',
    ]);
  });

  it('takes Windows line ends, a byte order mark and a continuation at the end', () => {
    expect(logicalLines('\uFEFFFROM a\r\nRUN b \\\r\n  c\r\nRUN d \\')).toEqual([
      'FROM a',
      'RUN b    c',
      'RUN d',
    ]);
  });

  it.each([
    [
      ['RUN <<EOF', 'FROM x', '# no comment', 'EOF', 'CMD d'],
      ['RUN <<EOF', 'CMD d'],
    ],
    [
      ['RUN <<-"EOF"', 'FROM x', '\tEOF', 'CMD d'],
      ['RUN <<-"EOF"', 'CMD d'],
    ],
    [
      ["RUN python3 <<'PY' && x", 'FROM x', 'PY', 'CMD d'],
      ["RUN python3 <<'PY' && x", 'CMD d'],
    ],
    [
      ['COPY <<A <<B /to/', 'FROM 1', 'A', 'FROM 2', 'B', 'CMD d'],
      ['COPY <<A <<B /to/', 'CMD d'],
    ],
    [
      ['RUN 3<<EOF cat', 'FROM x', 'EOF', 'CMD d'],
      ['RUN 3<<EOF cat', 'CMD d'],
    ],
    [
      ['RUN --mount=type=cache,target=/x \\', '  <<EOF', 'FROM x', 'EOF'],
      ['RUN --mount=type=cache,target=/x    <<EOF'],
    ],
    [['RUN <<EOF', 'FROM x', '  EOF', 'EOF'], ['RUN <<EOF']],
  ])('leaves the bodies of heredocs out of %j', (lines, expected) => {
    expect(of(...lines)).toEqual(expected);
  });

  it.each([
    [['RUN cat <<< EOF', 'EOF', 'FROM x']],
    [['RUN echo $((1 << 2))', 'FROM x']],
    [['RUN <<EOF', 'FROM x']],
    [['LABEL a=<<EOF', 'EOF', 'FROM x']],
  ])('sees no heredoc in %j', (lines) => {
    expect(of(...lines)).toEqual(lines);
  });
});
