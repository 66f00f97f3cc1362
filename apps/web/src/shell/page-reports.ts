import { errorReport } from './error-report.ts';
import { REPORTS_ADDRESS, type PageReport } from './page-report.ts';

/** Whoever loads a page that fails in a loop need not say it more often. */
const MAX_ERRORS = 5;
/** Errors of one moment go together. What is sent while a page is left may be lost. */
const SOON_MS = 1_000;
/** Of visits; the others download nothing for it. */
const MEASURED_SHARE = 0.1;

/** @param draw from 0 to 1, without 1 */
export const isMeasured = (draw: number, lowData: boolean): boolean =>
  draw < MEASURED_SHARE && !lowData;

/** Reports what fails in this page, and of some visits how it felt, when people leave it. */
export function reportPage(): void {
  const { route = '', lowData } = document.documentElement.dataset;
  const waiting: PageReport[] = [];
  let errors = 0;
  const keep = (error: unknown, at?: string) => {
    // An error event without an error is a warning of the browser.
    if (error == null || ++errors > MAX_ERRORS) return;
    waiting.push(errorReport(error, route, at));
    setTimeout(send, SOON_MS);
  };
  const send = () => {
    if (waiting.length === 0) return;
    const body = JSON.stringify({ reports: waiting.splice(0) });
    navigator.sendBeacon(REPORTS_ADDRESS, new Blob([body], { type: 'application/json' }));
  };
  addEventListener('error', ({ error, filename, lineno, colno }) =>
    keep(error, `${filename}:${lineno}:${colno}`),
  );
  addEventListener('unhandledrejection', ({ reason }) => keep(reason));
  // Phones end pages without any event after this one; the listeners of web-vitals run before it.
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') send();
  });
  if (!isMeasured(Math.random(), lowData !== undefined)) return;
  addEventListener('load', () => {
    void import('./vitals.ts').then(
      ({ measureVitals }) => measureVitals(route, (vital) => waiting.push(vital)),
      () => undefined, // a visit that is not measured
    );
  });
}
