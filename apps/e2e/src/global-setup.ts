import { randomBytes } from 'node:crypto';
import { journeyPlatform, type JourneyPlatform } from '@edu/journey';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    platform: TestPlatform;
  }
}

/** The platform that all end-to-end suites of one run share. */
export interface TestPlatform extends JourneyPlatform {
  readonly services: readonly { readonly name: string; readonly healthPort: number }[];
  readonly accounts: readonly { readonly role: string; login: string; password: string }[];
}

/** Starts a throwaway platform with demo data, every service a process, and removes it at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const livekit = { key: 'APIe2e', secret: randomBytes(32).toString('hex') };
  const started = Promise.withResolvers<Platform>();
  const finished = Promise.withResolvers<void>();
  const env = {
    LIVEKIT_API_KEY: livekit.key,
    LIVEKIT_API_SECRET: livekit.secret,
    RATE_LIMIT_FACTOR: '1000',
    LOG_LEVEL: 'warn',
  };
  const running = withPlatform({ env, demo: true }, (platform) => {
    started.resolve(platform);
    return finished.promise;
  });
  running.catch(started.reject);
  const platform = await started.promise;
  project.provide('platform', {
    ...journeyPlatform(platform),
    livekit,
    services: platform.services.map(({ name, healthPort }) => ({ name, healthPort })),
    accounts: [...(platform.demo?.accounts ?? [])],
  });
  return async () => {
    finished.resolve();
    await running;
  };
}
