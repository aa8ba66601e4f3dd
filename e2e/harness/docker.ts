import { must, run } from './command';

/** The socket of the engine that the tests run on. */
export const engineSocket = (process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock').replace(
  /^unix:\/\//,
  '',
);

/** Runs the docker CLI, which must succeed. */
export const docker = async (...args: string[]): Promise<string> =>
  (await must('docker', args, { cwd: '/' })).trim();

const lines = (text: string) => text.split('\n').filter((line) => line !== '');

/** What the engine has of a Compose project, by name. */
export async function resources(
  project: string,
): Promise<Record<'containers' | 'networks' | 'volumes', string[]>> {
  const label = ['--filter', `label=com.docker.compose.project=${project}`];
  const [containers, networks, volumes] = await Promise.all([
    docker('ps', '--all', ...label, '--format', '{{.Names}}'),
    docker('network', 'ls', ...label, '--format', '{{.Name}}'),
    docker('volume', 'ls', ...label, '--format', '{{.Name}}'),
  ]);
  const sorted = (text: string) => lines(text).sort();
  return { containers: sorted(containers), networks: sorted(networks), volumes: sorted(volumes) };
}

/** The IDs of the images that are named after a Compose project. */
export const imagesOf = async (project: string): Promise<string[]> =>
  lines(await docker('images', '--quiet', '--no-trunc', '--filter', `reference=${project}-*`));

/** Removes everything of a Compose project: containers, networks, volumes, and images, those that lost their name too. */
export async function removeProject(project: string, images: readonly string[]): Promise<void> {
  const { containers, networks, volumes } = await resources(project);
  const remove = (...args: string[]) => run('docker', args, { cwd: '/' });
  if (containers.length > 0) await remove('rm', '--force', '--volumes', ...containers);
  if (networks.length > 0) await remove('network', 'rm', ...networks);
  if (volumes.length > 0) await remove('volume', 'rm', '--force', ...volumes);
  if (images.length > 0) await remove('rmi', '--force', ...images);
}

/** The one container of a service. */
export async function inspectService(project: string, service: string): Promise<Inspected> {
  const id = await docker(
    'ps',
    '--all',
    '--quiet',
    '--filter',
    `label=com.docker.compose.project=${project}`,
    '--filter',
    `label=com.docker.compose.service=${service}`,
  );
  const [first] = JSON.parse(await docker('inspect', id)) as Inspected[];
  if (!first) throw new Error(`${project} has no container of ${service}`);
  return first;
}

/** Of `docker inspect`, what the tests look at. */
export interface Inspected {
  readonly Id: string;
  readonly Image: string;
  readonly Config: {
    readonly User: string;
    readonly Labels: Record<string, string>;
    readonly Env: readonly string[];
  };
  readonly State: { readonly Status: string; readonly Health?: { readonly Status: string } };
  readonly HostConfig: {
    readonly Init: boolean;
    readonly SecurityOpt: string[];
    readonly CapDrop: string[];
    readonly CapAdd: string[] | null;
    readonly Memory: number;
    readonly NanoCpus: number;
    readonly PidsLimit: number;
    readonly Privileged: boolean;
    readonly RestartPolicy: { readonly Name: string };
    readonly LogConfig: { readonly Config: Record<string, string> };
    readonly PortBindings: Record<string, { readonly HostIp: string; readonly HostPort: string }[]>;
  };
}
