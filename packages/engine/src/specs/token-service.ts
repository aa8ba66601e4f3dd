import { execFileSync } from 'node:child_process';
import { createSign, randomUUID, X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';

/** What a client asked a token service for, and how it said who it is. */
export interface TokenRequest {
  readonly method: string;
  readonly authorization: string;
  readonly form: URLSearchParams;
}

/** A service that gives tokens for a registry to whoever shows an identity token; it signs them with a key of its own. */
export class TokenService {
  readonly requests: TokenRequest[] = [];

  private constructor(
    private readonly key: string,
    /** What a registry trusts, as PEM. */
    readonly certificate: string,
    private readonly identityToken: string,
    readonly port: number,
  ) {}

  static async open(identityToken: string): Promise<TokenService> {
    const pem = execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=tokens', '-days', '2'],
        ...['-keyout', '-', '-out', '-'],
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    ).toString();
    const part = (name: RegExp) => name.exec(pem)?.[0] ?? '';
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const service = new TokenService(
      part(/-----BEGIN PRIVATE KEY-----[^]*?-----END PRIVATE KEY-----\n/),
      part(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----\n/),
      identityToken,
      (server.address() as { port: number }).port,
    );
    server.on('request', (request: IncomingMessage, answer) => {
      service.answer(request).then(
        (body) => answer.writeHead(body ? 200 : 401, { 'Content-Type': 'application/json' }).end(body),
        () => answer.writeHead(500).end(),
      );
    });
    return service;
  }

  private async answer(request: IncomingMessage): Promise<string | null> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const query = new URL(request.url ?? '', 'http://service').search;
    const form = new URLSearchParams(request.method === 'POST' ? Buffer.concat(chunks).toString() : query);
    this.requests.push({
      method: request.method ?? '',
      authorization: request.headers.authorization ?? '',
      form,
    });
    if (form.get('refresh_token') !== this.identityToken) return null;
    const token = this.sign(form.get('scope') ?? '');
    return JSON.stringify({ token, access_token: token, expires_in: 300, refresh_token: this.identityToken });
  }

  private sign(scope: string): string {
    const now = Math.floor(Date.now() / 1000);
    const access = scope.split(' ').flatMap((each) => {
      const [type, name, actions = ''] = each.split(':');
      return name === undefined ? [] : [{ type, name, actions: actions.split(',') }];
    });
    const header = {
      typ: 'JWT',
      alg: 'RS256',
      x5c: [new X509Certificate(this.certificate).raw.toString('base64')],
    };
    const times = { iat: now, nbf: now - 10, exp: now + 300 };
    const claims = { iss: 'tokens', sub: 'ann', aud: 'registry', jti: randomUUID(), ...times, access };
    const encoded = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${encoded}.${createSign('RSA-SHA256').update(encoded).sign(this.key).toString('base64url')}`;
  }
}
