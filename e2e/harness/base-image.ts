import { must, run } from './command';
import { network } from './containers';
import { docker } from './docker';

const official = 'python:3.13-slim';
const hasHeaders =
  'import os, sysconfig; raise SystemExit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))';

/**
 * A base image with Python's headers, as the official ones have them: where a stand-in has none, the stand-in with
 * Debian's.
 * @param tag of the image that is made, if one is
 */
export async function baseWithHeaders(tag: string): Promise<string> {
  const { code } = await run('docker', ['run', '--rm', official, 'python', '-c', hasHeaders], { cwd: '/' });
  if (code === 0) return official;
  const install = 'apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-dev';
  try {
    await must('docker', ['run', '--name', tag, ...network, official, 'sh', '-c', install], { cwd: '/' });
    await docker('commit', '--change', 'CMD ["python3"]', tag, tag);
  } finally {
    await run('docker', ['rm', '--force', tag], { cwd: '/' });
  }
  return tag;
}
