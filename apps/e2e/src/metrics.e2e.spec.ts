import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRICS } from '@edu/deploy';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { readScrape, type ScrapedMetric } from './scrape.ts';

const { services, url } = inject('platform');
const RULES = join(import.meta.dirname, '../../../deploy/observability/rendered/rules.yaml');

/** Of every service together. */
const scraped = new Map<string, ScrapedMetric>();
beforeAll(async () => {
  // Other suites ask for no page.
  await (await fetch(`${url}/fr`)).arrayBuffer();
  for (const { healthPort } of services) {
    const page = await fetch(`http://127.0.0.1:${healthPort}/metrics`);
    readScrape(await page.text(), scraped);
  }
});

/** What dashboards and rules may read, less what Prometheus itself says. */
const agreed = Object.entries(METRICS).filter(([name]) => name !== 'up');

describe('what services measure', () => {
  it.each(agreed)('%s is what rules and dashboards take it for', (name, metric) => {
    expect(scraped.get(name)?.kind).toBe(metric.kind);
    const { labels } = scraped.get(name)!;
    // A counter of what has not happened yet has no series.
    if (labels.size > 0) expect([...labels].sort()).toEqual([...metric.labels, 'service'].sort());
  });

  it('has series, but for what goes wrong or comes from outside', () => {
    const silent = agreed.flatMap(([name]) => (scraped.get(name)?.labels.size ? [] : name));
    const rare = [
      'edu_client_errors_total',
      'edu_csp_violations_total',
      'edu_dead_letters_total',
      'edu_deliveries_total',
      'edu_throttled_total',
      'edu_undeclared_errors_total',
      'edu_room_webhooks_total',
      'edu_web_layout_shift',
      'edu_web_vital_seconds',
      'edu_webhooks_total',
    ];
    expect(silent.filter((name) => !rare.includes(name))).toEqual([]);
  });

  it('has nothing of ours that no rule or dashboard may read', () => {
    const ours = [...scraped.keys()].filter((name) => name.startsWith('edu_'));
    expect(ours.filter((name) => !METRICS[name])).toEqual([]);
  });

  it('has a bucket for every limit that is promised', () => {
    const limits = readFileSync(RULES, 'utf8').matchAll(/(edu_\w+)_bucket\{[^}]*le=(~?)"([^"]+)"/g);
    const asked = [...limits].map(([, name, isPattern, le]) => ({
      asked: `${name} ${le}`,
      found: [...scraped.get(name!)!.buckets].some((bucket) =>
        isPattern ? new RegExp(`^(?:${le})$`).test(bucket) : bucket === le,
      ),
    }));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ found }) => !found)).toEqual([]);
  });
});
