/** A metric as services show it to Prometheus. */
export interface ScrapedMetric {
  readonly kind: string;
  /** Names of the labels that its series have; empty while it has none. */
  readonly labels: Set<string>;
  /** Upper ends of the buckets of a histogram. */
  readonly buckets: Set<string>;
}

/** Adds the metrics of a page in the text format of Prometheus to those of other pages. */
export function readScrape(text: string, metrics: Map<string, ScrapedMetric>): void {
  let metric: ScrapedMetric | undefined;
  for (const line of text.split('\n')) {
    const [, name, kind] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    if (name && kind) {
      metric = metrics.get(name) ?? { kind, labels: new Set(), buckets: new Set() };
      metrics.set(name, metric);
    }
    if (line.startsWith('#')) continue;
    for (const [, label, value] of line.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)) {
      if (label === 'le') metric?.buckets.add(value!);
      else metric?.labels.add(label!);
    }
  }
}
