import { Tracing } from '@edu/messaging';
import type { PlatformConfig } from './config.ts';
import type { Log } from './log.ts';

/** Tracing as the configuration says; off, and nothing of it loaded, without a collector. */
export async function openTracing(
  service: string,
  config: PlatformConfig,
  log: Log,
): Promise<Tracing> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, TRACE_SAMPLE_RATIO: ratio } = config;
  if (!endpoint) return Tracing.off;
  return Tracing.to({
    endpoint,
    ratio,
    service,
    version: config.SERVICE_VERSION,
    onChange: (state) =>
      state === 'up'
        ? log.info({ state }, 'traces are sent again')
        : log.warn({ state }, 'OTEL_EXPORTER_OTLP_ENDPOINT: traces are lost, nobody takes them'),
  });
}
