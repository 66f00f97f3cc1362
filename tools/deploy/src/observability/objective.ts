import { LOCALES } from '@edu/contract-kit';
import type { DeployedService } from '../deployed-service.ts';

/** One promise to users as numbers of Prometheus: of the requests, how many were bad, and how many may be. */
export interface Objective {
  readonly service: string;
  readonly slo: string;
  readonly objective: 'availability' | 'latency';
  /** The share that may be bad. */
  readonly budget: number;
  /** Requests per second over a window such as `5m`. */
  readonly requests: (window: string) => string;
  /** Bad ones per second; 0 rather than nothing when there were none. */
  readonly bad: (window: string) => string;
}

/** The share of requests that must be answered in time. */
const IN_TIME = 0.95;

/**
 * Every promise of `deploy/services.yaml`. It is measured where users are, at the gateway, so that a
 * service that is gone counts; calls without a route of their own are measured where they are handled, and
 * pages where they are made.
 */
export function objectivesOf({ name: service, isWeb, slos, routes }: DeployedService): Objective[] {
  return slos.flatMap(({ name: slo, subjects, availability, ms }) => {
    const { metric, selector } = isWeb ? pagesOf(service) : seriesOf(subjects, routes);
    const rate = (suffix: string, matchers: string) => (window: string) =>
      `sum(rate(${metric}_${suffix}{${selector}${matchers}}[${window}]))`;
    const all = rate('count', '');
    const failed = rate('count', ', status=~"5.."');
    const answered = rate('count', ', status!~"5.."');
    const inTime = rate('bucket', `, status!~"5..", ${upTo(ms)}`);
    return [
      {
        service,
        slo,
        objective: 'availability',
        budget: share(1 - availability / 100),
        requests: all,
        bad: (window) => `(${failed(window)} or vector(0))`,
      },
      {
        service,
        slo,
        objective: 'latency',
        budget: share(1 - IN_TIME),
        requests: answered,
        bad: (window) => `(${answered(window)} - ${inTime(window)})`,
      },
    ];
  });
}

/** Every page, in each language; neither files nor what is nowhere. */
const pagesOf = (service: string) => ({
  metric: 'edu_http_duration_seconds',
  selector: `service="${service}", route=~"/(${LOCALES.join('|')})(/.+)?"`,
});

function seriesOf(subjects: readonly string[], routes: DeployedService['routes']) {
  const found = subjects.map((subject) => routes.find((route) => route.subject === subject));
  const known = found.filter((route) => route !== undefined);
  if (known.length < subjects.length) {
    return { metric: 'edu_rpc_duration_seconds', selector: oneOf('subject', subjects) };
  }
  const methods = known.map(({ method }) => method);
  const paths = known.map(({ path }) => path);
  return {
    metric: 'edu_http_duration_seconds',
    selector: `${oneOf('method', methods)}, ${oneOf('route', paths)}`,
  };
}

/** A matcher for these values and no others. */
function oneOf(label: string, values: readonly string[]): string {
  const distinct = [...new Set(values)];
  if (distinct.length === 1) return `${label}=${JSON.stringify(distinct[0])}`;
  return `${label}=~${JSON.stringify(distinct.map((value) => value.replaceAll('.', '[.]')).join('|'))}`;
}

/** The bucket up to so many milliseconds; Prometheus 3 writes whole numbers as `1.0`, before it as `1`. */
function upTo(ms: number): string {
  const seconds = ms / 1_000;
  return Number.isInteger(seconds) ? `le=~"${seconds}([.]0)?"` : `le="${seconds}"`;
}

/** Without the dust of binary fractions. */
const share = (value: number) => Number(value.toFixed(6));
