import { command, execute } from '../shared/command.mjs';
import { projectName, repository, workspace } from './places.mjs';

/**
 * A container; `project` and `directory` are Compose's, empty without it.
 * @typedef {{ name: string, state: string, project: string, directory: string }} Container
 */

/** What a docker command prints; null where it fails, or there is no docker. @param {readonly string[]} args */
export async function docker(...args) {
  const { code, lines } = await execute(command(repository, 'docker', ...args));
  return code === 0 ? lines : null;
}

/** Containers that pass a filter of `docker ps`. @param {string} filter @returns {Promise<Container[]>} */
async function containers(filter) {
  const label = (/** @type {string} */ name) => `{{.Label "com.docker.compose.${name}"}}`;
  const format = ['{{.Names}}', '{{.State}}', label('project'), label('project.working_dir')].join('\t');
  const lines = (await docker('ps', '--all', '--no-trunc', '--filter', filter, '--format', format)) ?? [];
  return lines.map((line) => {
    const [name = '', state = '', project = '', directory = ''] = line.split('\t');
    return { name, state, project, directory };
  });
}

/** Containers of the demo's Compose project, whichever copy of this repository they are of. */
export const demoContainers = () => containers(`label=com.docker.compose.project=${projectName}`);

/** Containers that publish a port of this machine. @param {number} port */
export const publishers = (port) => containers(`publish=${port}`);

/** Whether a container is of this copy's demo. @param {Container} container */
export const isOurs = ({ project, directory }) => project === projectName && directory === workspace;

/** The image behind a tag; null where there is none. @param {string} image */
export const imageId = async (image) =>
  (await docker('image', 'inspect', '--format', '{{.Id}}', image))?.[0] ?? null;
