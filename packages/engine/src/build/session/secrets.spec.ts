import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectEngine, type Engine } from '../../connection/connect';
import { directoryOf } from '../../specs/directory';
import { buildFor, python, requestOf } from '../../specs/engine';

describe('what a build is lent', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  const build = async (root: string, dockerfile: string, over = {}) =>
    buildFor(engine, await requestOf(root, `FROM ${python}\n${dockerfile}`, over));

  it('serves variables as a shell reads them, and a variable’s value', async () => {
    const root = await directoryOf();
    vi.stubEnv('CORP_TOKEN', "it's a $TOKEN");
    vi.stubEnv('EMPTY', undefined);
    onTestFinished(() => void vi.unstubAllEnvs());
    const secrets = [
      { id: 'index-env', variables: ['CORP_TOKEN', 'EMPTY'] },
      { id: 'token', environment: 'CORP_TOKEN' },
      { id: 'empty', environment: 'EMPTY' },
    ];
    const dockerfile = [
      'ENV BASH_ENV=/run/secrets/index-env',
      'SHELL ["/bin/bash", "-c"]',
      `RUN --mount=type=secret,id=index-env [ "$CORP_TOKEN" = "it's a \\$TOKEN" ] && [ -z "\${EMPTY+set}" ]`,
      'RUN [ -z "$CORP_TOKEN" ]',
      `RUN --mount=type=secret,id=token [ "$(< /run/secrets/token)" = "it's a \\$TOKEN" ]`,
      'RUN --mount=type=secret,id=empty [ ! -e /run/secrets/empty ]\n',
    ];
    expect(await build(root, dockerfile.join('\n'), { secrets })).toMatchObject({ intact: true });
  });

  it('gives steps proxies and hosts, and keeps proxies out of the history', async () => {
    const root = await directoryOf();
    const proxies = { HTTP_PROXY: 'http://ci:s3cret@proxy:3128', http_proxy: 'http://ci:s3cret@proxy:3128' };
    const request = await requestOf(
      root,
      `FROM ${python}\nRUN [ "$http_proxy" = "$HTTP_PROXY" ] && [ -n "$HTTP_PROXY" ] && grep -q "10.0.0.7.*index.corp" /etc/hosts\n`,
      { proxies, extraHosts: { 'index.corp': '10.0.0.7' } },
    );
    expect(await buildFor(engine, request)).toMatchObject({ intact: true });
    const image = engine.docker.getImage(request.image);
    const [history, inspected] = await Promise.all([image.history(), image.inspect()]);
    expect(JSON.stringify([history, inspected])).not.toContain('s3cret');
  });
});
