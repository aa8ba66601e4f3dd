import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Company } from '../harness/company';
import { docker } from '../harness/docker';
import { partsWith } from '../harness/image-contents';
import { indexed, type Manager, managers, type Source, sources } from '../harness/indexed-projects';
import { Workspace } from '../harness/workspace';

const secret = () => `s3${randomBytes(9).toString('hex')}`;
const passwords = { index: secret(), proxy: secret() };
// As it is, and as an Authorization header has it.
const needles = Object.values(passwords).flatMap((each) => [
  each,
  Buffer.from(`robot:${each}`).toString('base64'),
]);

describe('a company’s network', { tags: ['docker'] }, () => {
  let workspace: Workspace;
  let company: Company;
  let bundle: string;

  beforeAll(async () => {
    workspace = await Workspace.make('networks');
    company = await Company.open(`${workspace.name}-company`, passwords);
    bundle = `${workspace.directory}-bundle.crt`;
    await company.writeBundle(bundle, '/etc/ssl/certs/ca-certificates.crt');
    await workspace.init();
    for (const manager of managers) {
      await write(manager, 'netrc');
      await workspace.mustNx(`g pydock:dockerize ${manager}`);
    }
    // Variables of a Pipfile's own are lent by name.
    await workspace.edit<{ targets?: object }>('pipenv/project.json', (json) => {
      const secrets = { 'index-env': { environment: ['CORP_USER', 'CORP_TOKEN'] } };
      json.targets = { ...json.targets, 'docker-build': { options: { secrets } } };
    });
  });

  afterAll(async () => {
    await company?.close();
    await workspace?.close();
  });

  const write = async (manager: Manager, source: Source, version = '1.0') => {
    const project = indexed(company, manager, source, `${manager}-${source}`, version);
    for (const [path, text] of Object.entries(project.files))
      await workspace.write(`${manager}/${path}`, text);
    for (const [path, text] of Object.entries(project.home))
      await workspace.write(`../${workspace.name}-${source}/${path}`, text);
    return project;
  };

  /** Builds the images of all projects, on a machine that knows the password by one source. */
  const build = async (source: Source, version = '1.0') => {
    const projects = await Promise.all(managers.map((manager) => write(manager, source, version)));
    const env = Object.assign({}, ...projects.map((project) => project.env)) as NodeJS.ProcessEnv;
    const home = join(workspace.directory, '..', `${workspace.name}-${source}`);
    return workspace.nx('run-many -t docker-build', { HOME: home, PIP_CERT: bundle, ...env });
  };

  it.each(sources)('lends %s to every package manager, and nothing of it stays', async (source) => {
    const { output, code } = await build(source);
    console.log(output);
    expect(code).toBe(0);
  });
});
