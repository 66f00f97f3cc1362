import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isFromOwnPages } from '../kit/own-pages.ts';
import { overviewPage } from './oidc-page.ts';
import type { AppleKey } from './apple-ways.ts';
import type { OidcServer } from './oidc-server.ts';

export interface OidcSimulatorOptions {
  readonly host?: string;
  /** 0 or absent picks a free port. */
  readonly port?: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Does as Apple does; see the server. */
  readonly appleKey?: AppleKey;
}

export interface OidcSimulator {
  /** Its issuer too. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts an issuer of accounts. The server behind it is loaded with the first question: it takes
 * 50 MB, and most who start the platform never ask.
 */
export async function startOidcSimulator({
  host = '127.0.0.1',
  port = 0,
  ...client
}: OidcSimulatorOptions): Promise<OidcSimulator> {
  let issuer = '';
  let loaded: Promise<OidcServer> | undefined;
  const load = async () => {
    const { OidcServer } = await import('./oidc-server.ts');
    return new OidcServer({ issuer, ...client });
  };
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      if (!isFromOwnPages(request.headers) && request.method !== 'GET') {
        response.writeHead(403).end();
        return;
      }
      if (request.url === '/') {
        response.setHeader('content-type', 'text/html; charset=utf-8').end(overviewPage());
        return;
      }
      await (await (loaded ??= load())).handle(request, response);
    };
    answer().catch(() => response.writeHead(400).end('begin again'));
  });
  server.listen(port, host);
  await once(server, 'listening');
  issuer = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    url: issuer,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
