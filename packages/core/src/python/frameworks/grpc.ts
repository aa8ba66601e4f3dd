import type { Sources } from '../sources/sources';
import { type CallExpression, type Expression, scopesIn } from '../sources/syntax';
import { listening } from './listening';
import { start } from './scripts';
import { literalPort, type SelfServing, servingEntrypoint } from './self-serving';
import type { Framework } from './table';

const serving: SelfServing = {
  title: 'gRPC',
  mention: [/\bgrpc(lib)?\b/, /\bserver\s*\(|\badd_(in)?secure_port\b/i],
  serves: ({ callee }) =>
    /^(grpc\.|aio\.|grpc\.aio\.)server$|(^|\.)add_(in)?secure_port$|^grpclib\.server\.Server$/.test(callee),
  example: 'grpc.server(…)',
  names: ['server.py', 'main.py', 'app.py', 'serve.py'],
};

/** A gRPC server: a script that listens by itself. */
export const grpc: Framework = {
  name: 'grpc',
  title: 'gRPC',
  packages: ['grpcio', 'grpclib'],
  ofClientsToo: true,
  application(project, wanted) {
    const entrypoint = servingEntrypoint(project, wanted, serving);
    return listening(project, entrypoint, { serving, port, defaultPort: 50051, address: 'address' });
  },
  command: (entrypoint) => start(entrypoint),
};

// `add_insecure_port("[::]:50051")`, the address being a constant or put together from one.
function port(
  { callee, positional, keywords }: CallExpression,
  sources: Sources,
  file: string,
): number | null {
  if (!callee.endsWith('_port')) return null;
  const address = positional[0] ?? keywords.get('address');
  const direct = literalPort(address, sources, file);
  if (direct !== null || address?.kind !== 'other') return direct;
  const assigned = scopesIn(sources.module(file)).flatMap(({ assignments }) => assignments);
  const ports = address.parts
    .flatMap(partsOf)
    .map((part) => literalPort(part, sources, file))
    .filter((each) => each !== null);
  const named = assigned.find(({ name }) => /^_?port$/i.test(name));
  return ports.at(-1) ?? (named ? literalPort(named.value, sources, file) : null);
}

// `f"[::]:{port}"` has its name one level below.
const partsOf = (part: Expression): readonly Expression[] => (part.kind === 'other' ? part.parts : [part]);
