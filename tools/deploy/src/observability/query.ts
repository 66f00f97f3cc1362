import type { Query } from './panel.ts';

/** Grafana's window: at least four scrapes, and wider as one looks further back. */
const W = '$__rate_interval';

/** Conditions on labels as PromQL has them; empty without one. */
type Matchers = string;

export const ofService = (service: string | undefined): Matchers =>
  service ? `service="${service}"` : '';

/** How often a second, by labels. */
export const perSecond = (counter: string, matchers: Matchers, by: string) =>
  line(by, `sum by (${by}) (${rate(counter, matchers)})`);

/** The share of what was answered with 5xx. */
export const failedShare = (series: string, matchers: Matchers, by: string) =>
  shareOf(`${series}_count`, matchers, 'status=~"5.."', by);

/** The share of a counter's series that `of` chooses. */
export const shareOf = (counter: string, matchers: Matchers, of: Matchers, by: string) =>
  line(
    by,
    `sum by (${by}) (${rate(counter, and(matchers, of))}) ` +
      `/ sum by (${by}) (${rate(counter, matchers)})`,
  );

/** Of a histogram in seconds. */
export const p95 = (series: string, matchers: Matchers, by: string) =>
  line(by, `histogram_quantile(0.95, sum by (${by}, le) (${rate(`${series}_bucket`, matchers)}))`);

/** Of a histogram: what three of four people get, or better. */
export const p75 = (series: string, matchers: Matchers, by: string) =>
  line(by, `histogram_quantile(0.75, sum by (${by}, le) (${rate(`${series}_bucket`, matchers)}))`);

/** @param what follows the labels in the legend */
export const highest = (gauge: string, matchers: Matchers, by: string, what = '') =>
  line(by, `max by (${by}) (${gauge}${braced(matchers)})`, what);

export const total = (counter: string, matchers: Matchers, by: string) =>
  line(by, `sum by (${by}) (${counter}${braced(matchers)})`);

/** A line for each value of the labels, which name it. */
function line(by: string, expr: string, what = ''): Query {
  const labels = by.split(', ').map((label) => `{{${label}}}`);
  return { expr, legend: labels.join(' ') + what };
}

const rate = (series: string, matchers: Matchers) => `rate(${series}${braced(matchers)}[${W}])`;
const braced = (matchers: Matchers) => matchers && `{${matchers}}`;
const and = (...matchers: Matchers[]) => matchers.filter(Boolean).join(', ');
