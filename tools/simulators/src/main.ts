import { z } from 'zod';
import { simulatorSecrets, type SecretForm } from './definitions.ts';
import { startSimulators } from './simulators.ts';

const environment = z.object({
  NODE_ENV: z.string().optional(),
  SIMULATORS_DATA_DIR: z.string().min(1).optional(),
  SIMULATORS_HOST: z.string().min(1).default('127.0.0.1'),
  SIMULATORS_PORTS: z.enum(['free', 'declared']).default('free'),
  SIMULATORS_PLATFORM_URL: z.url({ protocol: /^https?$/ }).optional(),
});

/** Those of the services' environment; without one, a secret that everybody knows. */
const secrets = z.object(
  Object.fromEntries(
    Object.entries<SecretForm>(simulatorSecrets).map(([name, { prefix, bytes }]) => [
      name,
      z
        .string()
        .min(1)
        .startsWith(prefix)
        .default(prefix + '00'.repeat(bytes)),
    ]),
  ),
);

async function main(): Promise<number> {
  // An empty variable counts as not set, as compose files and shells leave them.
  const given = Object.entries(process.env).filter(([, value]) => value !== '');
  const parsed = environment.and(secrets).safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    console.error(z.prettifyError(parsed.error));
    return 1;
  }
  const env = parsed.data;
  const simulators = await startSimulators({
    host: env.SIMULATORS_HOST,
    ...(env.SIMULATORS_DATA_DIR !== undefined && { dataDir: env.SIMULATORS_DATA_DIR }),
    port: (_, declared) => (env.SIMULATORS_PORTS === 'declared' ? declared : 0),
    secrets: env,
    platformUrl: env.SIMULATORS_PLATFORM_URL ?? null,
    log: console.error,
  });
  // Whoever reads that they run may end them at once.
  const ended = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  for (const [name, url] of Object.entries(simulators.urls)) console.log(`${name} ${url}`);
  await ended;
  await simulators.close();
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
