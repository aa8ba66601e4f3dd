#!/usr/bin/env node
import { inspect, inspectUsage } from './inspect';

const [command, ...args] = process.argv.slice(2);
if (command === 'inspect') process.exitCode = inspect(args);
else {
  const asked = command === undefined || command === '--help' || command === '-h';
  process[asked ? 'stdout' : 'stderr'].write(
    `${asked ? '' : `There is no command "${command}".\n`}${inspectUsage}\n`,
  );
  process.exitCode = asked ? 0 : 2;
}
