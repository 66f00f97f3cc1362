import type { CollectedSpan } from '@edu/simulators';

/** All that one request caused, as far as its spans have come. */
export interface Trace {
  readonly id: string;
  /** Name of the operation that it began with. */
  readonly name: string;
  readonly startedAt: number;
  readonly ms: number;
  readonly failed: boolean;
  readonly services: readonly string[];
  /** In the order of a tree: each below the one that asked for it. */
  readonly steps: readonly Step[];
}

export interface Step {
  readonly span: CollectedSpan;
  readonly service: string;
  readonly depth: number;
  /** Milliseconds after the trace began. */
  readonly offset: number;
}

/** The traces of these spans, the newest first. */
export function tracesOf(spans: readonly CollectedSpan[]): Trace[] {
  const byTrace = Map.groupBy(spans, ({ traceId }) => traceId);
  return [...byTrace]
    .map(([id, own]) => traceOf(id, own))
    .sort((a, b) => b.startedAt - a.startedAt);
}

function traceOf(id: string, spans: readonly CollectedSpan[]): Trace {
  const inOrder = spans.toSorted((a, b) => a.startedAt - b.startedAt);
  const known = new Set(spans.map(({ spanId }) => spanId));
  // A caller's span may be missing: of another system, or not sent yet.
  const children = Map.groupBy(inOrder, ({ parentId }) => (known.has(parentId) ? parentId : ''));
  const startedAt = inOrder[0]!.startedAt;
  const steps: Step[] = [];
  const visit = (parentId: string, depth: number) => {
    const below = children.get(parentId) ?? [];
    children.delete(parentId); // whoever sends its own parent as a child is shown once
    for (const span of below) {
      steps.push({ span, depth, service: serviceOf(span), offset: span.startedAt - startedAt });
      visit(span.spanId, depth + 1);
    }
  };
  visit('', 0);
  const end = Math.max(...spans.map((span) => span.startedAt + span.ms));
  return {
    id,
    name: steps[0]?.span.name ?? id,
    startedAt,
    ms: end - startedAt,
    failed: spans.some((span) => span.failed),
    services: [...new Set(steps.map(({ service }) => service))],
    steps,
  };
}

const serviceOf = (span: CollectedSpan) => span.resource['service.name'] ?? '?';
