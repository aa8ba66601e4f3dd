import type { Setting } from './table';

/** The setting that every scaffolded service has, to be seen at once. */
export const greeting = (name = 'GREETING'): Setting => ({
  name,
  means: 'what it says; by default Hello, World!',
});
