export { cachedForScrape } from './cached-for-scrape.ts';
export { gauge } from './gauge.ts';
export { logFields } from './log-fields.ts';
export { OnceASecond } from './once-a-second.ts';
export { openTracing, type TracingConfig } from './open-tracing.ts';
export { safeText } from './safe-text.ts';
export type { SpanAttributes, SpanFacts, SpanSink } from './span.ts';
export { TraceContext } from './trace-context.ts';
export { Tracing } from './tracing.ts';
