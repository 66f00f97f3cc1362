import { describe, expect, it } from 'vitest';
import { TraceContext } from './trace-context.ts';
import type { SpanSink } from './span.ts';
import { Tracing } from './tracing.ts';

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const nowhere: SpanSink = { record: () => undefined, close: () => Promise.resolve() };

describe('TraceContext', () => {
  it('continues the caller’s trace, and passes it on', () => {
    const context = TraceContext.under(PARENT);
    expect(context.traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(context.parentId).toBe('00f067aa0ba902b7');
    expect(context.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01$/);
    const child = context.child();
    expect(child).toMatchObject({ traceId: context.traceId, parentId: context.spanId });
    expect(child.spanId).not.toBe(context.spanId);
  });

  it.each([
    undefined,
    '',
    'nonsense',
    PARENT.toUpperCase(),
    `${PARENT}0`,
    `01${PARENT.slice(2)}`,
    '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
  ])('begins a trace that is not sampled without a good header: %s', (header) => {
    const context = TraceContext.under(header);
    expect(context).toMatchObject({ parentId: undefined, sampled: false });
    expect(context.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(context.spanId).toMatch(/^[0-9a-f]{16}$/);
  });

  it('never makes the same id twice', () => {
    const ids = Array.from({ length: 5_000 }, () => TraceContext.begin());
    expect(new Set(ids.map((context) => context.traceId)).size).toBe(5_000);
    expect(new Set(ids.map((context) => context.spanId)).size).toBe(5_000);
  });
});

describe('the edge', () => {
  it('samples the configured share', () => {
    const tracing = new Tracing(nowhere, 0.1);
    const sampled = Array.from({ length: 20_000 }, () => tracing.enter()).filter((c) => c.sampled);
    expect(sampled.length).toBeGreaterThan(1_700);
    expect(sampled.length).toBeLessThan(2_300);
    expect(new Tracing(nowhere, 0).enter().sampled).toBe(false);
    expect(new Tracing(nowhere, 1).enter().sampled).toBe(true);
  });

  it('keeps the client’s trace id, which does not decide whether it is sampled', () => {
    const tracing = new Tracing(nowhere, 0.01);
    for (const flags of ['00', '01']) {
      const chosen = `00-4bf92f3577b34da6a3ce929d00000000-00f067aa0ba902b7-${flags}`;
      const entered = Array.from({ length: 5_000 }, () => tracing.enter(chosen));
      expect(new Set(entered.map(({ traceId }) => traceId))).toEqual(
        new Set([chosen.slice(3, 35)]),
      );
      expect(entered.filter(({ sampled }) => sampled).length).toBeLessThan(150);
    }
  });

  it('samples nothing while tracing is off', () => {
    expect(Tracing.off.enter(PARENT).sampled).toBe(false);
    expect(Tracing.off.wants(TraceContext.under(PARENT), true)).toBe(false);
  });
});
