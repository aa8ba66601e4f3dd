/**
 * The environment for a program that works in another workspace than the `npm run` this one came from: nothing tells
 * it of ours. Nx runs without a daemon, which would outlive us, and prints plain lines.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(env) {
  const kept = Object.entries(env).filter(([name]) => !outer.test(name));
  return { ...Object.fromEntries(kept), NX_DAEMON: 'false', NX_TUI: 'false' };
}

const outer =
  /^(npm_(lifecycle_|package_|config_local_prefix|command|execpath|node_execpath)|INIT_CWD$|NX_)/i;
