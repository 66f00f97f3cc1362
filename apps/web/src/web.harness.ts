import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService, type RunningService } from '@edu/service';
import { webService } from './main.ts';

export interface TestWeb {
  readonly url: string;
  readonly service: RunningService;
  /** What Prometheus would read. */
  metrics(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the web before a gateway that answers as it is said here, with made-up files for browsers.
 *
 * @param entries names of the browser entries that its pages have
 */
export async function startTestWeb(
  gateway: RequestListener,
  entries: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<TestWeb> {
  const clientDir = mkdtempSync(join(tmpdir(), 'educonnect-web-'));
  mkdirSync(join(clientDir, 'assets'));
  const names = ['styles', 'shell', ...entries];
  for (const name of names) writeFileSync(join(clientDir, `assets/${name}-0a1b.js`), '');
  const manifest = names.map((name) => [
    name,
    { file: `assets/${name}-0a1b.js`, name, isEntry: true },
  ]);
  writeFileSync(join(clientDir, 'manifest.json'), JSON.stringify(Object.fromEntries(manifest)));
  const api = createServer(gateway);
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const service = await startService(webService, {
    env: {
      NODE_ENV: 'test',
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'fatal',
      WEB_PORT: '0',
      LIVEKIT_URL: 'wss://rtc.test',
      API_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
      CLIENT_DIR: clientDir,
      ...env,
    },
  });
  return {
    url: `http://127.0.0.1:${service.port}`,
    service,
    metrics: async () => (await fetch(`http://127.0.0.1:${service.healthPort}/metrics`)).text(),
    stop: async () => {
      await service.stop();
      api.closeAllConnections();
      await new Promise((resolve) => api.close(resolve));
      rmSync(clientDir, { recursive: true });
    },
  };
}
