import { StringDecoder } from 'node:string_decoder';
import type { BuildEvent } from '@pydock/core';
import { statusResponse } from './session/protocol';

type Int64 = number | { toNumber(): number };

interface Timestamp {
  readonly seconds?: Int64;
  readonly nanos?: number;
}

interface Status {
  readonly vertexes?: readonly {
    readonly digest: string;
    readonly name?: string;
    readonly cached?: boolean;
    readonly started?: Timestamp | null;
    readonly completed?: Timestamp | null;
    readonly error?: string;
  }[];
  readonly statuses?: readonly {
    readonly vertex: string;
    readonly ID: string;
    readonly current?: Int64;
    readonly total?: Int64;
  }[];
  readonly logs?: readonly { readonly vertex: string; readonly msg: Uint8Array }[];
}

/** Decodes the `moby.buildkit.trace` records of a /build answer; each start and end of a step is told once. */
export function progressDecoder(): (aux: string) => BuildEvent[] {
  const started = new Set<string>();
  const completed = new Set<string>();
  // A record may end within a character.
  const texts = new Map<string, StringDecoder>();
  const decoderOf = (step: string) => {
    const decoder = texts.get(step) ?? new StringDecoder('utf8');
    texts.set(step, decoder);
    return decoder;
  };
  return (aux) => {
    const events: BuildEvent[] = [];
    const {
      vertexes = [],
      statuses = [],
      logs = [],
    } = statusResponse.decode(Buffer.from(aux, 'base64')) as unknown as Status;
    for (const { digest: step, name = '', cached = false, error = '', ...times } of vertexes) {
      if (times.started && !started.has(step)) {
        started.add(step);
        events.push({ kind: 'step-started', step, name });
      }
      if (!times.completed || completed.has(step)) continue;
      completed.add(step);
      const duration = times.started ? milliseconds(times.completed) - milliseconds(times.started) : 0;
      events.push({ kind: 'step-completed', step, name, cached, duration, error });
    }
    for (const { vertex: step, ID: id, current = 0, total = 0 } of statuses)
      events.push({ kind: 'status', step, id, current: numberOf(current), total: numberOf(total) });
    for (const { vertex, msg } of logs)
      events.push({ kind: 'log', step: vertex, text: decoderOf(vertex).write(Buffer.from(msg)) });
    return events;
  };
}

function milliseconds({ seconds = 0, nanos = 0 }: Timestamp): number {
  return numberOf(seconds) * 1000 + nanos / 1e6;
}

const numberOf = (value: Int64) => (typeof value === 'number' ? value : value.toNumber());
