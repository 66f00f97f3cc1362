import type { DeployedService } from '../deployed-service.ts';
import { CERTIFICATE_AUTHORITY } from './container.ts';
import { HEALTH_PORT, HTTP_PORT } from '../ports.ts';

/** Share of the memory limit that JavaScript's heap may take; buffers and code need the rest. */
const HEAP = 0.75;
/** MiB of one of the three spaces of the young generation: below it, collecting costs a fifth of the CPU. */
const SEMI_SPACE = 16;

/**
 * The variables of a service that are no secrets and the same in every environment. Those that
 * differ are merged by the overlays, under the same name.
 */
export function settingsOf(service: DeployedService): Record<string, string> {
  const { isEdge, isWeb, schema, pool, memory, env } = service;
  return {
    NODE_ENV: 'production',
    NODE_OPTIONS: `--enable-source-maps --max-semi-space-size=${SEMI_SPACE} --max-old-space-size=${Math.floor(memory * HEAP) - 3 * SEMI_SPACE}`,
    NODE_EXTRA_CA_CERTS: CERTIFICATE_AUTHORITY,
    HEALTH_HOST: '0.0.0.0',
    HEALTH_PORT: String(HEALTH_PORT),
    // Longer than the removal of an endpoint takes to reach every proxy.
    DRAIN_DELAY_MS: '5000',
    ...(isEdge && { PORT: String(HTTP_PORT) }),
    ...(isWeb && { WEB_PORT: String(HTTP_PORT) }),
    ...(schema && { DATABASE_POOL: String(pool) }),
    ...env,
  };
}
