/** @typedef {import('./api.mjs').Engine} Engine */
/** @typedef {import('./api.mjs').Silence} Silence */
/** @typedef {{ kind: import('./errors.mjs').Kind, what: string, why: string, todo: string }} Explanation */

const INSTALL_PAGE = 'https://docs.docker.com/engine/install/';

/** @param {Engine} engine @returns {Explanation} */
const tooOld = ({ version, apiVersion, url, source }) => ({
  kind: 'TOO_OLD',
  what: `The Docker engine at ${url} is too old.`,
  why: `It is version ${version} with API ${apiVersion}; pydock needs API 1.44 (Docker 25) or newer. It was found through ${source}.`,
  todo: `Update it (${INSTALL_PAGE}), or stop it and run \`npm run engine\` again.`,
});

/** @param {Engine} engine @returns {Explanation} */
const noCompose = ({ url }) => ({
  kind: 'NO_COMPOSE',
  what: '`docker compose version` does not work.',
  why: `An engine answers at ${url}, but the docker CLI or its compose plugin is not installed here.`,
  todo: `Install the docker CLI and the plugins compose and buildx: ${INSTALL_PAGE}`,
});

/** @param {Silence} silence @returns {Explanation} */
const configuredSilent = ({ url, source, error }) => ({
  kind: 'UNREACHABLE',
  what: `The configured Docker engine does not answer${url && ` at ${url}`}.`,
  why: `The docker CLI looks only there, because of ${source}. The attempt failed with: ${error}`,
  todo:
    source === 'DOCKER_HOST'
      ? 'Start that engine, or unset DOCKER_HOST and run `npm run engine` again.'
      : 'Start that engine, or `docker context use default` and run `npm run engine` again.',
});

/** @param {Silence} silence @returns {Explanation} */
const forbidden = ({ url }) => ({
  kind: 'UNREACHABLE',
  what: `The Docker engine at ${url} does not let this user in.`,
  why: 'Its socket is for root and the group docker.',
  todo: 'sudo usermod -aG docker "$USER", then log in again.',
});

/** @param {import('./decide.mjs').Facts} facts @returns {Explanation} */
function notInstallable({ platform, os, uid }) {
  const desktop = platform === 'darwin' || platform === 'win32';
  const apt = platform === 'linux' && (os.id === 'debian' || os.id === 'ubuntu');
  return {
    kind: 'UNREACHABLE',
    what: 'No Docker engine answers on this machine.',
    why: desktop
      ? 'On macOS and Windows the engine comes with Docker Desktop, which is not running or not installed.'
      : apt && uid !== 0
        ? 'None is running, and only root can install or start one.'
        : `None is running, and this tool can install one on Debian 12 and Ubuntu 22.04 or newer only.`,
    todo: desktop
      ? 'Start Docker Desktop, or install it: https://docs.docker.com/get-started/get-docker/'
      : apt && uid !== 0
        ? 'sudo npm run engine'
        : `Install and start Docker: ${INSTALL_PAGE}`,
  };
}

/** What to tell where nothing can be done from here. */
export const explain = { tooOld, noCompose, configuredSilent, forbidden, notInstallable };
