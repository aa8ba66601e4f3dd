import type { PackageManagerName } from '../python/package-managers/table';
import { frameworkTemplates } from './frameworks/all';
import { manifestTemplates } from './manifests/all';
import { distributionOf, moduleOf } from './names';
import { backends, pinOf, pinsOf } from './pins';
import { readme, type SpokenTargets } from './readme';
import type { FrameworkTemplate, ManifestTemplate, ScaffoldFiles, ServiceFramework } from './table';

/** What a user says of a service that is to be. */
export interface ScaffoldOptions {
  /** The project's name, and that of its Compose service. */
  readonly name: string;
  readonly serviceName: string;
  readonly framework: ServiceFramework;
  readonly packageManager: PackageManagerName;
  /** `major.minor`. */
  readonly python: string;
  readonly beat: boolean;
  readonly targets: SpokenTargets;
}

/** The files of a new service, but for what pydock makes of any project: Dockerfile, ignore file, project.json. */
export function scaffold(options: ScaffoldOptions): ScaffoldFiles {
  const { name, python, beat } = options;
  const framework = frameworkTemplate(options.framework);
  const manifest = manifestTemplate(options.packageManager);
  const distribution = distributionOf(options.serviceName, framework);
  const service = { name, distribution, module: moduleOf(distribution), python, beat };
  const { requires, develops } = pinsOf(framework);
  const script = framework.script?.(service) ?? null;
  const contents = {
    requires: framework.requires.map((each) => pinOf(framework, each)),
    develops: ['pytest', ...framework.develops].sort().map((each) => pinOf(framework, each)),
    everything: requires,
    everythingMore: develops,
    script,
    pytest: { pythonpath: script === null ? '.' : 'src', testpaths: 'tests', ...framework.pytest },
    backends,
  };
  return {
    'README.md': readme(service, framework, manifest, options.targets),
    ...manifest.files(service, contents),
    ...framework.files(service),
  };
}

/** The template of a framework. */
export function frameworkTemplate(name: ServiceFramework): FrameworkTemplate {
  const found = frameworkTemplates.find((each) => each.name === name);
  if (!found) throw new Error(`unreachable: the table has ${name}`);
  return found;
}

/** The template of a package manager's manifest. */
export function manifestTemplate(name: PackageManagerName): ManifestTemplate {
  const found = manifestTemplates.find((each) => each.name === name);
  if (!found) throw new Error(`unreachable: the table has ${name}`);
  return found;
}
