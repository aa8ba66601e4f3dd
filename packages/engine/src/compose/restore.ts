import type {
  ContainerCreateOptions,
  ContainerInspectInfo,
  EndpointSettings,
  MountSettings,
} from 'dockerode';
import type { Engine } from '../connection/connect';
import { observeImage } from '../observe/state';

/**
 * Makes a container again that is gone, from what was known of it: the same image, settings, labels and volumes.
 * @returns its new ID
 */
export async function makeAgain(engine: Engine, was: ContainerInspectInfo): Promise<string> {
  const named = await observeImage(engine, was.Config.Image);
  // A tag that has moved on means another image now.
  const image = named?.id === was.Image ? was.Config.Image : was.Image;
  const container = await engine.docker.createContainer(creation(was, image));
  return container.id;
}

function creation(was: ContainerInspectInfo, image: string): ContainerCreateOptions {
  const { Hostname, ...config } = was.Config;
  return {
    ...(config as ContainerCreateOptions),
    // The engine names a host after its container, unless told otherwise.
    ...(!was.Id.startsWith(Hostname) && { Hostname }),
    name: was.Name.replace(/^\//, ''),
    Image: image,
    HostConfig: { ...was.HostConfig, Mounts: mounts(was) },
    NetworkingConfig: { EndpointsConfig: endpoints(was) },
  };
}

// An anonymous volume is told by its target alone: by its name it is the same one again, with what is in it.
function mounts({ Mounts, HostConfig }: ContainerInspectInfo): MountSettings[] {
  const stated = (HostConfig.Mounts ?? []).filter(({ Type, Source }) => Type !== 'volume' || Source);
  const binds = (HostConfig.Binds ?? []).map((bind) => bind.split(':')[1]);
  const targets = [...binds, ...stated.map(({ Target }) => Target)];
  const anonymous = Mounts.filter(
    ({ Type, Destination }) => Type === 'volume' && !targets.includes(Destination),
  );
  const named = anonymous.map(({ Name: Source = '', Destination: Target, RW }) => {
    return { Type: 'volume', Source, Target, ReadOnly: !RW } as const;
  });
  return [...stated, ...named];
}

// What was asked of the networks, without what they gave.
function endpoints({ Id, NetworkSettings }: ContainerInspectInfo): Record<string, EndpointSettings> {
  const entries = Object.entries(NetworkSettings.Networks).map(([name, given]) => {
    const { IPAMConfig, Links, Aliases, DriverOpts } = given as EndpointSettings;
    const asked = {
      IPAMConfig,
      Links,
      Aliases: Aliases?.filter((alias) => !Id.startsWith(alias)),
      DriverOpts,
    };
    return [name, asked as EndpointSettings] as const;
  });
  return Object.fromEntries(entries);
}

const turn = 100;
const steadyAfter = 500;

/**
 * Starts a container and looks whether it stays up, for as long as there is time.
 * @returns why it does not run; null where it does
 */
export async function startAgain(engine: Engine, id: string, deadline: number): Promise<string | null> {
  const container = engine.docker.getContainer(id);
  try {
    // It may be on its way to an end: then it has its end, and starts anew.
    await container.restart({ t: 0 });
    const started = Date.now();
    for (;;) {
      const { State } = await container.inspect();
      if (!State.Running) return `it stopped again, with exit code ${State.ExitCode}`;
      const starting = State.Health?.Status === 'starting' || State.Restarting;
      if ((Date.now() - started > steadyAfter && !starting) || Date.now() > deadline) return null;
      await new Promise((resolve) => setTimeout(resolve, turn));
    }
  } catch (error) {
    return (error as Error).message;
  }
}
