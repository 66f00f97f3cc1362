import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findChromium, type FoundChromium } from '@edu/browser';
import { journeyPlatform, type JourneyPlatform } from '@edu/journey';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import { startTraceCollector } from '@edu/simulators';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    platform: TestPlatform;
    /** For the suites that look at pages. */
    chromium: FoundChromium;
  }
}

/** The platform that all end-to-end suites of one run share. */
export interface TestPlatform extends JourneyPlatform {
  readonly services: readonly { readonly name: string; readonly healthPort: number }[];
  /** The simulator of the app that is one of the ways to pay. */
  readonly waveUrl: string;
  readonly orangeMoneyUrl: string;
  readonly pawapayUrl: string;
  readonly natsUrl: string;
  /** As the owner of all schemas, for suites that cannot wait until a lesson is over. */
  readonly databaseUrl: string;
  /** The gateway's own login there. */
  readonly gatewayNatsUrl: string;
  /** Address of LiveKit; undefined where none can be had. */
  readonly classrooms: string | undefined;
  /** Folder with the log of each service and server. */
  readonly logs: string;
  /** Answers the traces that services have sent: `/spans`, `/bodies`. */
  readonly collectorUrl: string;
  /** Passwords and keys that only the platform may know. */
  readonly secrets: readonly string[];
  readonly accounts: readonly { readonly role: string; login: string; password: string }[];
}

/** Starts a throwaway platform with demo data, every service a process, and removes it at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const collector = await startTraceCollector();
  const started = Promise.withResolvers<Platform>();
  const finished = Promise.withResolvers<void>();
  const env = {
    RATE_LIMIT_FACTOR: '1000',
    LOG_LEVEL: 'trace',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    TRACE_SAMPLE_RATIO: '1',
  };
  const running = withPlatform({ env, demo: true, classrooms: true }, (platform) => {
    started.resolve(platform);
    return finished.promise;
  });
  running.catch(started.reject);
  const [platform, chromium] = await Promise.all([
    started.promise,
    findChromium({
      // eslint-disable-next-line no-restricted-properties -- where programs are, the machine says
      env: process.env,
      log: join(tmpdir(), 'educonnect-chromium.log'),
      progress: (line) => void process.stdout.write(`${line}\n`),
    }),
  ]);
  project.provide('chromium', chromium);
  project.provide('platform', {
    ...journeyPlatform(platform),
    livekit: {
      key: platform.secrets.LIVEKIT_API_KEY,
      secret: platform.secrets.LIVEKIT_API_SECRET,
    },
    services: platform.services.map(({ name, healthPort }) => ({ name, healthPort })),
    classrooms: platform.urls.classrooms,
    waveUrl: platform.urls.wave!,
    orangeMoneyUrl: platform.urls['orange-money']!,
    pawapayUrl: platform.urls.pawapay!,
    natsUrl: platform.infrastructure.natsUrl,
    databaseUrl: platform.databases.adminUrl,
    gatewayNatsUrl: platform.infrastructure.natsUrlOf('gateway'),
    logs: platform.logs,
    collectorUrl: collector.url,
    secrets: secretsOf(platform),
    accounts: [...(platform.demo?.accounts ?? [])],
  });
  return async () => {
    finished.resolve();
    await running;
    await collector.close();
  };
}

function secretsOf({ logs, infrastructure, databases }: Platform): string[] {
  const made = JSON.parse(readFileSync(join(dirname(logs), 'secrets.json'), 'utf8')) as object;
  const { postgresUrl, natsUrl, redisUrl } = infrastructure;
  const logins = Object.values(databases.urls).flatMap(({ owner, runtime }) => [owner, runtime]);
  const passwords = [postgresUrl, natsUrl, redisUrl, ...logins].map((url) => new URL(url).password);
  const published = new Set(['STRIPE_PUBLISHABLE_KEY', 'TWILIO_ACCOUNT_SID', 'LIVEKIT_API_KEY']);
  const keys = Object.entries(made as Record<string, string>).flatMap(([name, value]) =>
    published.has(name) ? [] : [value],
  );
  return [...passwords, ...keys].filter(Boolean);
}
