import type { Operation, Plan } from './plan';

// Kinds that say too little, or have a hyphen.
const words: Readonly<Partial<Record<Operation['kind'], string>>> = {
  remove: 'remove container',
  'remove-network': 'remove network',
  'remove-volume': 'remove volume',
};

/** A plan for people: one line an operation, each with its cause. */
export function planText(plan: Plan): string {
  if (plan.length === 0) return 'Nothing to do: everything is as it should be.';
  const subjects = plan.map(({ kind, ...rest }) => `${words[kind] ?? kind} ${subject(rest)}`);
  const width = Math.max(...subjects.map(({ length }) => length));
  return plan
    .map(({ cause }, index) => `${(subjects[index] ?? '').padEnd(width)}  because ${cause}`)
    .join('\n');
}

function subject(operation: Omit<Operation, 'kind' | 'cause'>): string {
  if ('name' in operation) return String(operation.name);
  if ('file' in operation) return String(operation.file);
  return 'service' in operation ? String(operation.service) : '';
}
