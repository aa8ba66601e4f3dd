import { join } from 'node:path';
import { must, run, userEnvironment } from './command';

/** The uv on PATH; without one, one that is installed for this run alone. @param directory a place for it */
export async function uvCommand(directory: string): Promise<string> {
  const env = userEnvironment();
  const there = await run('uv', ['--version'], { cwd: '/', env }).catch(() => null);
  if (there?.code === 0) return 'uv';
  await must('python3', ['-m', 'venv', directory], { cwd: '/', env });
  await must(join(directory, 'bin', 'pip'), ['install', '--quiet', 'uv'], { cwd: '/', env });
  return join(directory, 'bin', 'uv');
}
