import { Tracing } from './tracing.ts';

/** What a service says about its traces; `ProcessConfig` has it. */
export interface TracingConfig {
  /** As in `http://collector:4318`; without one nothing is exported. */
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  /** Share of the traces begun here that are sampled, 0 to 1. */
  readonly TRACE_SAMPLE_RATIO: number;
  readonly SERVICE_VERSION: string;
}

interface TracingLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Tracing as the configuration says. OpenTelemetry is loaded only where there is a collector. */
export async function openTracing(
  service: string,
  config: TracingConfig,
  log: TracingLog,
): Promise<Tracing> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, TRACE_SAMPLE_RATIO: ratio } = config;
  if (!endpoint) return Tracing.off;
  const { TraceExport } = await import('./trace-export.ts');
  const sink = new TraceExport({
    endpoint,
    service,
    version: config.SERVICE_VERSION,
    onChange: (state) =>
      state === 'up'
        ? log.info({ state }, 'traces are sent again')
        : log.warn({ state }, 'OTEL_EXPORTER_OTLP_ENDPOINT: traces are lost, nobody takes them'),
  });
  return new Tracing(sink, ratio);
}
