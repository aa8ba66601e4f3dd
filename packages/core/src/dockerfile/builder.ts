import { pythonsIn, pythonsOfMarker } from '../python/markers';
import type { PythonProject } from '../python/project';
import { installations, type Release } from './install/table';
import { downloadMounts, overSsh, pipCache } from './install/steps';
import { envText, paragraphs, runText, shellWord } from './instruction-text';
import { buildPath, environmentDirectory } from './layout';
import { caBundle, indexEnvFile } from './network-secrets';
import { isOlder } from './python-order';
import { systemPackagesStep } from './system-packages';

/** The builder stage: everything that is installed, in one directory that the runtime stage takes as it is. */
export function builderStage(project: PythonProject): string {
  const { dependencies, localPackages, environment } = installations[project.packageManager];
  const steps = [dependencies(project), localPackages(project)];
  return paragraphs(
    [
      `# builder: the packages, in ${environmentDirectory}. Secrets are the host's, where it has them; none is kept.`,
      'FROM ${PYTHON_IMAGE} AS builder',
      envText({ ...pipEnvironment, ...environment }),
    ].join('\n'),
    [
      '# Each shell reads the variables of the secret index-env, such as PIP_INDEX_URL, where it is there.',
      `ENV BASH_ENV=${indexEnvFile}`,
      'SHELL ["/bin/bash", "-c"]',
    ].join('\n'),
    systemPackagesStep('What building packages needs of Debian.', project.systemPackages.build),
    toolStep(project),
    [
      '# The environment, without pip. Files lie as they do in the workspace.',
      `RUN python -m venv --without-pip ${environmentDirectory}`,
      `WORKDIR ${buildPath(project.root)}`,
    ].join('\n'),
    ...steps.map((step) => step && runText(overSsh(project, step))),
  );
}

const pipEnvironment = {
  PIP_CERT: caBundle,
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  PIP_ROOT_USER_ACTION: 'ignore',
};

// The tool has an environment of its own: nothing of it comes along with the packages.
function toolStep({ packageManager, python }: PythonProject): string | null {
  const release = releaseFor(installations[packageManager].releases, python.version);
  if (!release) return null;
  const tool = `/opt/${packageManager}`;
  return runText({
    why: `${packageManager}, a release that is known to work${release.pins ? ' with what it depends on' : ''}, in an environment of its own.`,
    mounts: downloadMounts([pipCache], ['pip-conf']),
    commands: [
      `python -m venv --without-pip ${tool}`,
      `pip --python ${tool} install ${wrapped([...release.requirements, ...pinsFor(release, python.version)])}`,
      `ln -s ${tool}/bin/${packageManager} /usr/local/bin/`,
    ],
  });
}

/** The exact requirements that a release depends on, on a Python, itself left out. */
export function pinsFor({ pins = '', requirements }: Release, python: string): string[] {
  return pins.split('\n').flatMap((line) => {
    const [requirement = '', marker] = line.split(' ; ');
    const isFor = marker === undefined || (pythonsIn(pythonsOfMarker(marker))?.includes(python) ?? true);
    return requirement !== '' && isFor && !requirements.includes(requirement) ? [requirement] : [];
  });
}

const width = 100;

// Words of a shell command, in lines that can be read.
function wrapped(requirements: readonly string[]): string {
  const lines: string[] = [];
  for (const word of requirements.map(shellWord)) {
    const line = lines.at(-1);
    if (line === undefined || line.length + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return (lines.length > 1 ? ['', ...lines] : lines).join(' \\\n        ').trimStart();
}

/** The newest release that runs on a Python. */
export const releaseFor = (releases: readonly Release[], python: string): Release | undefined =>
  releases.find((release) => !isOlder(python, release.python));
