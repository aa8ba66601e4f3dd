import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../harness/command';
import { Company, companyHost } from '../harness/company';
import { docker } from '../harness/docker';
import { partsWith } from '../harness/image-contents';
import {
  indexed,
  type Manager,
  managers,
  managersWith,
  needsName,
  type Source,
  sources,
} from '../harness/indexed-projects';
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
  });

  afterAll(async () => {
    await company?.close();
    await workspace?.close();
  });

  const home = (name: string) => `${workspace.directory}-${name}`;
  const label = (manager: Manager, source: Source) => `${workspace.name}-${manager}-${source}`;

  const write = async (manager: Manager, source: Source, version = '1.0') => {
    const project = indexed(company, manager, source, label(manager, source), version);
    for (const [path, text] of Object.entries(project.files))
      await workspace.write(`${manager}/${path}`, text);
    for (const [path, text] of Object.entries(project.home))
      await workspace.write(`../${workspace.name}-${source}/${path}`, text);
    return project;
  };

  const options = (project: string, given: object) =>
    workspace.edit<{ targets?: object }>(`${project}/project.json`, (json) => {
      json.targets = { ...json.targets, 'docker-build': { options: given } };
    });

  /** Builds all images, on a machine that knows the password by one source. */
  const build = async (source: Source, version = '1.0', given: object = {}) => {
    const managers = managersWith(source);
    const projects = await Promise.all(managers.map((manager) => write(manager, source, version)));
    const env = Object.assign({}, ...projects.map((project) => project.env)) as NodeJS.ProcessEnv;
    // Variables of a Pipfile's own are lent by name.
    const secrets = source === 'environment' && { 'index-env': { environment: ['CORP_USER', 'CORP_TOKEN'] } };
    const extraHosts = { [companyHost]: company.address };
    for (const manager of managers)
      await options(manager, {
        ...given,
        ...(needsName(manager) && { extraHosts }),
        ...(manager === 'pipenv' && secrets && { secrets }),
      });
    return workspace.nx(`run-many -t docker-build -p ${managers}`, {
      HOME: home(source),
      PIP_CERT: bundle,
      ...env,
    });
  };

  /** Asserts that no image has a password: in a layer, its configuration, its history or its labels. */
  const expectNoSecret = async (output: string, projects: readonly string[] = managers) => {
    for (const needle of needles) expect(output).not.toContain(needle);
    const found = projects.map((project) => partsWith(`${workspace.name}-${project}`, needles));
    const named = (await Promise.all(found)).map((parts, index) => [projects[index], parts]);
    expect(named).toEqual(projects.map((project) => [project, []]));
  };

  it.each(sources)('lends %s to every package manager, and nothing of it stays', async (source) => {
    const { output, code } = await build(source);
    expect(code, output).toBe(0);
    const log = await company.log();
    for (const manager of managersWith(source)) {
      expect(log).toContain(`"GET /${label(manager, source)}/simple/quiet-harbour/ HTTP/1.1" 200`);
      expect(await docker('run', '--rm', `${workspace.name}-${manager}`)).toBe('from the private index');
    }
    await expectNoSecret(output);
  });

  it('leaves nothing of it in the layers of the builder, which the stage for development has', async () => {
    const { output, code } = await build('environment', '1.0', { target: 'dev' });
    expect(code, output).toBe(0);
    await expectNoSecret(output);
  });

  it('tells of a package that is not there without the password', async () => {
    const { output, code } = await build('environment', '9.9');
    expect(code).toBe(1);
    expect(output.match(/^PYDOCK_(BUILD_FAILED|PACKAGE_NOT_FOUND): /gm)).toHaveLength(managers.length);
    expect(output).toMatch(/quiet-harbour==9\.9/);
    for (const needle of needles) expect(output).not.toContain(needle);
  });

  // Its only Debian archive is the company's, and nothing outside is reached but by the proxy.
  it('gives steps a base image, the proxies of Docker’s configuration, and a netrc to apt', async () => {
    const base = `${workspace.name}-base`;
    const sourceLine = `deb [trusted=yes] ${company.archive(base)} ./`;
    const lines = [
      'FROM python:3.13-slim',
      `RUN rm -rf /etc/apt/sources.list.d/* && echo '${sourceLine}' > /etc/apt/sources.list`,
    ];
    await writeFile(`${workspace.directory}-base.Dockerfile`, lines.join('\n'));
    await must(
      'docker',
      ['build', '--quiet', '-t', base, '-f', `${workspace.directory}-base.Dockerfile`, '.'],
      {
        cwd: join(workspace.directory, 'pip'),
      },
    );
    await workspace.write(
      'magic/requirements.txt',
      `--index-url ${company.index(base, '', companyHost)}\npython-magic==1.0\n`,
    );
    await workspace.write('magic/main.py', "print(open('/usr/share/libmagic1').read())\n");
    await workspace.write('magic/.python-version', '3.13\n');
    await workspace.mustNx('g pydock:dockerize magic');
    await options('magic', { args: { PYTHON_IMAGE: base } });
    const proxies = { default: { httpsProxy: company.proxy } };
    await workspace.write(`../${workspace.name}-netrc/.docker/config.json`, JSON.stringify({ proxies }));
    const before = (await company.log()).length;
    const { output, code } = await workspace.nx('run magic:docker-build', {
      HOME: home('netrc'),
      PIP_CERT: bundle,
    });
    expect(code, output).toBe(0);
    const log = (await company.log()).slice(before);
    expect(log).toContain(`proxy "CONNECT ${companyHost}:8443 HTTP/1.1" 200`);
    expect(log).toContain(`"GET /${base}/debian/./libmagic1.deb HTTP/1.1" 200`);
    expect(log).toContain(`"GET /${base}/simple/python-magic/ HTTP/1.1" 200`);
    expect(await docker('run', '--rm', `${workspace.name}-magic`)).toBe('from the private archive');
    await expectNoSecret(output, ['magic']);
  });
});
