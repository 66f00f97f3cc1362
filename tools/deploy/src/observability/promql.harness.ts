import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';
import { COMMON_LABELS, METRICS } from './metrics.ts';

/** The series of a histogram, with the label that each has besides those of the histogram. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  _bucket: ['le'],
  _count: [],
  _sum: [],
};

/** What an expression reads: each metric with the labels by which its series are chosen. */
interface Selector {
  readonly metric: string;
  readonly labels: readonly string[];
}

/**
 * What is wrong with an expression, in words; nothing when it parses and names only metrics that the
 * services have, or that `recorded` rules make, by labels that these have.
 */
export function troublesOf(expr: string, recorded: ReadonlySet<string>): string[] {
  // Grafana puts a duration in the place of its variable.
  const text = expr.replaceAll('$__rate_interval', '5m');
  const { selectors, errors } = read(text);
  if (selectors.length === 0 && !/^vector\(/.test(text)) errors.push('it reads no metric');
  return [
    ...errors,
    ...selectors.flatMap(({ metric, labels }) => {
      if (recorded.has(metric)) return [];
      const known = labelsOf(metric);
      if (!known) return `no service has ${metric}`;
      return labels
        .filter((label) => !known.includes(label))
        .map((label) => `${metric} has no label ${label}`);
    }),
  ];
}

function labelsOf(name: string): string[] | undefined {
  const part = Object.keys(PARTS).find((suffix) => name.endsWith(suffix));
  const plain = METRICS[name];
  if (plain) return plain.kind === 'histogram' ? undefined : [...plain.labels, ...COMMON_LABELS];
  if (!part) return undefined;
  const histogram = METRICS[name.slice(0, -part.length)];
  if (histogram?.kind !== 'histogram') return undefined;
  return [...histogram.labels, ...COMMON_LABELS, ...PARTS[part]!];
}

function read(text: string): { selectors: Selector[]; errors: string[] } {
  const selectors: Selector[] = [];
  const errors: string[] = [];
  parser.parse(text).iterate({
    enter({ node, type, from }) {
      if (type.isError) errors.push(`it cannot be read from "${text.slice(from, from + 20)}" on`);
      if (type.name === 'VectorSelector') selectors.push(selectorOf(node, text));
    },
  });
  return { selectors, errors };
}

function selectorOf(node: SyntaxNode, text: string): Selector {
  const textOf = (part: SyntaxNode) => text.slice(part.from, part.to);
  const labels: string[] = [];
  node.cursor().iterate((inner) => {
    if (inner.name === 'LabelName') labels.push(textOf(inner.node));
  });
  const name = node.getChild('Identifier');
  return { metric: name ? textOf(name) : '', labels };
}
