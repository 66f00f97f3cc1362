import { Injectable } from '@nestjs/common';
import { webRouteOf } from '@edu/contract-kit';
import { OnceASecond } from '@edu/observability';
import { Log } from '@edu/service';
import { Counter, Histogram, Registry } from 'prom-client';
import type { ClientReport, CspViolation } from './client-report.schemas.ts';

/** The limits of "good" and "poor" of every vital are among them. */
const SECONDS = [0.05, 0.1, 0.2, 0.35, 0.5, 0.8, 1.2, 1.8, 2.5, 4, 6, 10];
const SHIFTS = [0.01, 0.05, 0.1, 0.15, 0.25, 0.5, 1];

/** Anybody may report anything: what is not of these has one label for all. */
const ERRORS = new Set(
  'Error AggregateError RangeError ReferenceError SyntaxError TypeError URIError ApiError NetworkError TimeoutError AbortError DataCloneError InvalidStateError NotAllowedError NotFoundError QuotaExceededError SecurityError'.split(
    ' ',
  ),
);
const DIRECTIVES = new Set(
  'base-uri connect-src default-src font-src form-action frame-ancestors frame-src img-src manifest-src media-src object-src script-src script-src-attr script-src-elem style-src style-src-attr style-src-elem worker-src'.split(
    ' ',
  ),
);

/** What browsers report, in numbers, and one line a second at most of what went wrong there. */
@Injectable()
export class ClientMetrics {
  private readonly logged = { error: new OnceASecond(), violation: new OnceASecond() };
  private readonly vitals: Histogram<'vital' | 'route' | 'device'>;
  private readonly shifts: Histogram<'route' | 'device'>;
  private readonly errors: Counter<'name' | 'route'>;
  private readonly violations: Counter<'directive' | 'route'>;

  constructor(
    private readonly log: Log,
    registry: Registry,
  ) {
    const registers = [registry];
    this.vitals = new Histogram({
      name: 'edu_web_vital_seconds',
      help: 'How pages felt to people: LCP, INP, TTFB and FCP, by page and device',
      labelNames: ['vital', 'route', 'device'],
      buckets: SECONDS,
      registers,
    });
    this.shifts = new Histogram({
      name: 'edu_web_layout_shift',
      help: 'How much pages jumped while people looked at them (CLS), by page and device',
      labelNames: ['route', 'device'],
      buckets: SHIFTS,
      registers,
    });
    this.errors = new Counter({
      name: 'edu_client_errors_total',
      help: 'Errors in browsers that nobody caught, by name and page',
      labelNames: ['name', 'route'],
      registers,
    });
    this.violations = new Counter({
      name: 'edu_csp_violations_total',
      help: 'What the policy of a page kept a browser from, by directive and page',
      labelNames: ['directive', 'route'],
      registers,
    });
  }

  report(report: ClientReport): void {
    const route = webRouteOf(report.route);
    if (report.kind === 'vital') {
      const { name: vital, value, device } = report;
      if (vital === 'CLS') this.shifts.observe({ route, device }, value);
      else this.vitals.observe({ vital, route, device }, value / 1_000);
      return;
    }
    const name = ERRORS.has(report.name) ? report.name : 'other';
    this.errors.inc({ name, route });
    const errors = this.logged.error.count();
    if (errors === undefined) return;
    const { script, line, column, release } = report;
    const fields = {
      type: name,
      context: route,
      scriptId: script,
      line,
      column,
      releaseId: release,
    };
    this.log.warn({ ...fields, errors }, 'errors in browsers');
  }

  violation({ directive: given, blocked, page }: CspViolation): void {
    const directive = DIRECTIVES.has(given) ? given : 'other';
    const route = webRouteOf(pathOf(page));
    this.violations.inc({ directive, route });
    const violations = this.logged.violation.count();
    if (violations === undefined) return;
    const fields = { type: directive, context: route, ref: originOf(blocked), violations };
    this.log.warn(fields, 'policy violations in browsers');
  }
}

const pathOf = (address: string) => URL.parse(address)?.pathname ?? '';

/** Without path and query, where people's words are; extensions have an address of their own. */
function originOf(blocked: string): string {
  const { protocol, host } = URL.parse(blocked) ?? {};
  if (!protocol) return /^[a-z-]{1,30}$/.test(blocked) ? blocked : 'unknown';
  return /^https?:$/.test(protocol) ? host! : protocol;
}
