import type { BuildEvent, Mask } from '@pydock/core';

/** Takes secrets out of what a build tells; a line is told when it is whole, since a secret may come in two pieces. */
export function maskEvents(mask: Mask, onEvent: (event: BuildEvent) => void): (event: BuildEvent) => void {
  const begun = new Map<string, string>();
  return (event) => {
    if (event.kind === 'log') {
      const text = (begun.get(event.step) ?? '') + event.text;
      const whole = text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
      begun.set(event.step, text.slice(whole.length));
      if (whole !== '') onEvent({ ...event, text: mask(whole) });
      return;
    }
    if (event.kind === 'status') return onEvent({ ...event, id: mask(event.id) });
    const name = mask(event.name);
    if (event.kind === 'step-started') return onEvent({ ...event, name });
    const rest = begun.get(event.step);
    begun.delete(event.step);
    if (rest) onEvent({ kind: 'log', step: event.step, text: mask(rest) });
    onEvent({ ...event, name, error: mask(event.error) });
  };
}
