export const USAGE = `npm run demo [-- <options>]
  (none)          makes a workspace with two services, builds and starts them, and requests both
  --stop          stops both services; their images, the volume and the workspace stay
  --stop --clean  removes the images, the volume and the workspace as well
  --help          says this`;

/** @typedef {'run' | 'stop' | 'clean' | 'help'} Action */

/** What the arguments ask for; null where they make no sense. @param {readonly string[]} args @returns {Action | null} */
export function parseOptions(args) {
  const given = new Set(args);
  if ([...given].some((each) => !['--stop', '--clean', '--help', '-h'].includes(each))) return null;
  if (given.has('--help') || given.has('-h')) return 'help';
  if (given.has('--clean')) return given.has('--stop') ? 'clean' : null;
  return given.has('--stop') ? 'stop' : 'run';
}
