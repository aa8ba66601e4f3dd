import { chmod } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectEngine, type Engine } from '../connection/connect';
import { directoryOf, fill } from '../specs/directory';
import { buildFor, removeImage, requestOf } from '../specs/engine';
import { codeOf, failureOf } from '../specs/failures';
import { Gate } from '../specs/gate';
import { Registry } from '../specs/registry';
import { TokenService } from '../specs/token-service';
import { serverImage, until } from '../specs/servers';
import { credentialsOf } from './credentials';
import { type PushEvent, pushImage } from './push';

describe('registries', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  let one: Registry;
  let two: Registry;
  beforeAll(async () => {
    engine = await connectEngine();
  });
  const servers = serverImage(() => engine);
  beforeAll(async () => {
    [one, two] = await Promise.all([
      Registry.start(engine, servers(), 'ann'),
      Registry.start(engine, servers(), 'bob'),
    ]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([one?.stop(), two?.stop()]);
  });

  const never = new AbortController().signal;

  /** Makes a directory the docker CLI's configuration, for this test. */
  const configured = async (config: object): Promise<NodeJS.ProcessEnv> => {
    const directory = await directoryOf({ 'config.json': JSON.stringify(config) });
    vi.stubEnv('DOCKER_CONFIG', directory);
    onTestFinished(() => void vi.unstubAllEnvs());
    return process.env;
  };

  const push = async (image: string, events: PushEvent[] = []) =>
    pushImage(engine, image, credentialsOf(process.env), (event) => events.push(event), never);

  /** An image with a file of its own, that only the registry has. */
  const pushed = async (registry: Registry, name: string): Promise<string> => {
    const image = `${registry.host}/specs/${name}:1`;
    const root = await directoryOf({ [name]: `of ${name} ${process.pid}` });
    await buildFor(engine, await requestOf(root, `FROM scratch\nCOPY ${name} /${name}\n`, { image }));
    await push(image);
    await removeImage(engine, image);
    return image;
  };

  it('reads base images from two with different credentials in one build, and pushes to both', async () => {
    await configured({ auths: { ...one.auth, ...two.auth } });
    const bases = [await pushed(one, 'first'), await pushed(two, 'second')];
    const image = `${one.host}/specs/app:1`;
    const text = `FROM ${bases[0]}\nCOPY --from=${bases[1]} /second /second\n`;
    const { intact, events } = await buildFor(engine, await requestOf(await directoryOf(), text, { image }));
    expect(intact).toBe(true);
    expect(JSON.stringify(events)).not.toContain(one.password);
    await engine.docker.getImage(image).tag({ repo: `${two.host}/specs/app`, tag: '1' });
    onTestFinished(() => removeImage(engine, `${two.host}/specs/app:1`));
    for (const registry of [one, two]) {
      const { digest } = await push(`${registry.host}/specs/app:1`);
      const manifest = await registry.get(
        `specs/app/manifests/${digest}`,
        'application/vnd.docker.distribution.manifest.v2+json',
      );
      expect(manifest.status).toBe(200);
      expect(manifest.headers.get('docker-content-digest')).toBe(digest);
    }
    const history = await engine.docker.getImage(image).history();
    expect(JSON.stringify(history)).not.toContain(one.password);
  });

  it('tells how the push of a layer goes on', async () => {
    await configured({ auths: one.auth });
    const image = `${one.host}/specs/told:1`;
    await buildFor(
      engine,
      await requestOf(await directoryOf({ a: 'told' }), `FROM scratch\nCOPY a /told\n`, { image }),
    );
    const events: PushEvent[] = [];
    await push(image, events);
    expect(events.some((event) => event.kind === 'layer' && event.status === 'Pushed')).toBe(true);
  });

  it('asks the credential helper of a registry, and the store for all others', async () => {
    const programs = await directoryOf();
    const answer = ({ username, password }: Registry) =>
      JSON.stringify({ Username: username, Secret: password });
    const helper = (registry: Registry) =>
      `#!/bin/sh\n[ "$1" = get ] && [ "$(cat)" = ${registry.host} ] && echo '${answer(registry)}' && exit\necho 'credentials not found in native keychain'\nexit 1\n`;
    await fill(programs, {
      'docker-credential-spec-one': helper(one),
      'docker-credential-spec-two': helper(two),
    });
    for (const name of ['one', 'two']) await chmod(join(programs, `docker-credential-spec-${name}`), 0o755);
    await configured({ credHelpers: { [one.host]: 'spec-one' }, credsStore: 'spec-two' });
    vi.stubEnv('PATH', `${programs}${delimiter}${process.env['PATH']}`);
    const bases = [await pushed(one, 'third'), await pushed(two, 'fourth')];
    const text = `FROM ${bases[0]}\nCOPY --from=${bases[1]} /fourth /fourth\n`;
    expect(await buildFor(engine, await requestOf(await directoryOf(), text))).toMatchObject({
      intact: true,
    });
    expect(await credentialsOf(process.env)('docker.io')).toBeNull();
  });

  it('says that a base image can’t be had where nobody has logged in, or with another password', async () => {
    await configured({ auths: one.auth });
    const base = await pushed(one, 'closed');
    const text = `FROM ${base}\n`;
    for (const auths of [{}, { [one.host]: { auth: Buffer.from('ann:wr0ng-one').toString('base64') } }]) {
      await configured({ auths });
      const { code, why } = await failureOf(async () =>
        buildFor(engine, await requestOf(await directoryOf(), text)),
      );
      expect(code).toBe('PYDOCK_BASE_IMAGE_NOT_FOUND');
      expect(why).toMatch(
        /401 Unauthorized|no basic auth credentials|authorization failed|missing username/i,
      );
      expect(why).not.toContain('wr0ng-one');
      expect(await codeOf(() => push(`${one.host}/specs/none:1`))).toBe('PYDOCK_PUSH_FAILED');
    }
  });

  it('says which helper failed, and how, in a build and in a push', async () => {
    await configured({ auths: one.auth });
    const base = await pushed(one, 'helped');
    await configured({ credsStore: 'of-nobody' });
    const build = await failureOf(async () =>
      buildFor(engine, await requestOf(await directoryOf(), `FROM ${base}\n`)),
    );
    expect(build.code).toBe('PYDOCK_BASE_IMAGE_NOT_FOUND');
    expect(build.why).toContain(`docker-credential-of-nobody is not on the PATH`);
    expect(await codeOf(() => push(base))).toBe('PYDOCK_CREDENTIALS_UNREADABLE');
  });

  it('takes an identity token where that is what docker login has', async () => {
    const identityToken = `s3cret-${process.pid}`;
    const tokens = await TokenService.open(identityToken);
    const registry = await Registry.start(engine, servers(), 'ann', tokens);
    onTestFinished(() => registry.stop());
    await configured({ auths: { [registry.host]: { auth: '', identitytoken: identityToken } } });
    const base = await pushed(registry, 'by-token');
    const text = `FROM ${base}\nCOPY a /a\n`;
    tokens.requests.length = 0;
    const request = await requestOf(await directoryOf({ a: 'a' }), text);
    expect(await buildFor(engine, request)).toMatchObject({ intact: true });
    const grants = tokens.requests.map(({ method, form }) => `${method} ${form.get('grant_type')}`);
    expect(grants).toContain('POST refresh_token');
  });

  it('says that a push is denied', async () => {
    await configured({ auths: {} });
    const image = `${one.host}/specs/denied:1`;
    await buildFor(
      engine,
      await requestOf(await directoryOf({ a: 'a' }), `FROM scratch\nCOPY a /a\n`, { image }),
    );
    expect(await codeOf(() => push(image))).toBe('PYDOCK_PUSH_DENIED');
  });

  it('tries again where the registry is away for a moment, and no more than a few times', async () => {
    const gate = await Gate.open(one.host);
    await configured({
      auths: { [gate.host]: { auth: Buffer.from(`ann:${one.password}`).toString('base64') } },
    });
    const image = `${gate.host}/specs/again:1`;
    const root = await directoryOf({ a: 'again' });
    await buildFor(engine, await requestOf(root, `FROM scratch\nCOPY a /a\n`, { image }));
    gate.closed = true;
    const attempts: number[] = [];
    const onEvent = (event: PushEvent) => {
      if (event.kind !== 'again') return;
      attempts.push(event.attempt);
      gate.closed = event.attempt < 3;
    };
    const pushThrough = () => pushImage(engine, image, credentialsOf(process.env), onEvent, never);
    expect(await pushThrough()).toMatchObject({ image, digest: expect.stringMatching(/^sha256:/) as string });
    expect(attempts).toEqual([2, 3]);
  });

  it('ends a push when it is interrupted', async () => {
    const gate = await Gate.open(one.host);
    gate.mute = true;
    await configured({ auths: {} });
    const image = `${gate.host}/specs/ended:1`;
    const root = await directoryOf({ a: 'ended' });
    await buildFor(engine, await requestOf(root, `FROM scratch\nCOPY a /a\n`, { image }));
    const abort = new AbortController();
    const ended = codeOf(() =>
      pushImage(engine, image, credentialsOf(process.env), () => undefined, abort.signal),
    );
    await until(async () => expect(gate.connections).toBeGreaterThan(0));
    abort.abort();
    expect(await ended).toBe('PYDOCK_INTERRUPTED');
  });
});
