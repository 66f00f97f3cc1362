import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';
import type { PageReport } from './page-report.ts';

/** Milliseconds; a page that took longer was left alone, and more is not taken. */
const MAX_MS = 120_000;

/** Loaded in the visits that are measured. Each vital is reported once a visit. */
export function measureVitals(route: string, report: (vital: PageReport) => void): void {
  const device = matchMedia('(max-width: 40rem)').matches ? 'phone' : 'desktop';
  const reported = new Set<string>();
  for (const measure of [onCLS, onFCP, onINP, onLCP, onTTFB]) {
    measure(({ id, name, value }) => {
      // It may grow when people come back to the page.
      const key = `${name} ${id}`;
      if (reported.has(key)) return;
      reported.add(key);
      report({ kind: 'vital', name, value: Math.min(value, MAX_MS), route, device });
    });
  }
}
