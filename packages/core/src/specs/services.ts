import { composeProject } from '../compose/project';
import { resolveService, type ServiceSource } from '../compose/resolve';
import type { ComposeProject, Service } from '../compose/service';

/** What a spec says of a service; the rest is that of a plain project in apps/. */
export interface SpecService extends Partial<ServiceSource> {
  readonly project: string;
}

/** Where an option of a project stands, as pydock would say it. */
export const placeIn = (root: string, target: string) => (option: string) => ({
  file: `${root}/project.json`,
  option: `targets.${target}.options${option === '' ? '' : `.${option}`}`,
});

export function serviceSource(given: SpecService): ServiceSource {
  const root = given.root ?? `apps/${given.project}`;
  return {
    root,
    composeProject: 'shop',
    options: {},
    buildOptions: {},
    graphDependencies: [],
    dockerfileText: null,
    place: placeIn(root, 'docker-up'),
    buildPlace: placeIn(root, 'docker-build'),
    ...given,
  };
}

/** A service resolved from options. */
export const service = (project: string, options: Record<string, unknown> = {}): Service =>
  resolveService(serviceSource({ project, options }));

/** A Compose project of services. */
export const shop = (...services: Service[]): ComposeProject => composeProject('shop', services);

/** A Dockerfile with a health check and a place for volumes. */
export const healthyDockerfile = 'FROM python:3.13-slim\nARG VOLUME_DIRS=""\nHEALTHCHECK CMD true\n';
