import { describe, expect, it } from 'vitest';
import { progressDecoder } from './progress';
import { statusResponse } from './session/protocol';

const time = (seconds: number, nanos = 0) => ({ seconds, nanos });
const record = (status: object) =>
  Buffer.from(statusResponse.encode(statusResponse.create(status)).finish()).toString('base64');
const vertex = (over: object) => ({ digest: 'sha256:1', name: '[1/2] RUN x', ...over });
const log = (text: string | Buffer, step = 'sha256:1') => ({
  vertex: step,
  stream: 1,
  msg: Buffer.from(text),
});

describe('progressDecoder', () => {
  it('tells of a start and an end once each', () => {
    const decode = progressDecoder();
    expect(decode(record({ vertexes: [vertex({})] }))).toEqual([]);
    const started = record({ vertexes: [vertex({ started: time(10) })] });
    expect(decode(started)).toEqual([{ kind: 'step-started', step: 'sha256:1', name: '[1/2] RUN x' }]);
    expect(decode(started)).toEqual([]);
    const completed = record({
      vertexes: [vertex({ started: time(10), completed: time(11, 500_000_000) })],
    });
    expect(decode(completed)).toEqual([
      {
        kind: 'step-completed',
        step: 'sha256:1',
        name: '[1/2] RUN x',
        cached: false,
        duration: 1500,
        error: '',
      },
    ]);
    expect(decode(completed)).toEqual([]);
  });

  it('tells of a cached step and of a failed one', () => {
    const decode = progressDecoder();
    const times = { started: time(10), completed: time(10) };
    const events = decode(
      record({
        vertexes: [vertex({ ...times, cached: true }), vertex({ ...times, digest: 'sha256:2', error: 'no' })],
      }),
    );
    const ends = events.filter(({ kind }) => kind === 'step-completed');
    expect(ends).toMatchObject([
      { cached: true, error: '', duration: 0 },
      { cached: false, error: 'no' },
    ]);
  });

  it('takes times beyond 32 bits', () => {
    const decode = progressDecoder();
    const times = { started: time(5_000_000_000, 1), completed: time(5_000_000_060) };
    expect(decode(record({ vertexes: [vertex(times)] }))).toMatchObject([
      { kind: 'step-started' },
      { duration: 60_000 },
    ]);
  });

  it('puts a character together that was cut between two records, step by step', () => {
    const decode = progressDecoder();
    const [head, tail] = [Buffer.from('é').subarray(0, 1), Buffer.from('é').subarray(1)];
    const texts = (status: object) =>
      decode(record(status)).map((event) => ('text' in event ? event.text : ''));
    expect(texts({ logs: [log(Buffer.concat([Buffer.from('caf'), head]))] })).toEqual(['caf']);
    expect(
      texts({ logs: [log('other', 'sha256:2'), log(Buffer.concat([tail, Buffer.from('\n')]))] }),
    ).toEqual(['other', 'é\n']);
  });

  it('has nothing to tell of an empty record', () => {
    expect(progressDecoder()('')).toEqual([]);
    expect(progressDecoder()(record({}))).toEqual([]);
  });
});
