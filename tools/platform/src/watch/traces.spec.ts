import type { CollectedSpan } from '@edu/simulators';
import { expect, it } from 'vitest';
import { tracesOf } from './traces.ts';

const span = (spanId: string, more: Partial<CollectedSpan> = {}): CollectedSpan => ({
  resource: { 'service.name': 'gateway' },
  traceId: 'one',
  spanId,
  parentId: '',
  name: spanId,
  kind: 2,
  attributes: {},
  failed: false,
  startedAt: 1_000,
  ms: 10,
  ...more,
});

it('shows each step below the one that asked for it, whatever order they came in', () => {
  const [trace] = tracesOf([
    span('sql', {
      parentId: 'call',
      startedAt: 1_004,
      ms: 1,
      resource: { 'service.name': 'auth' },
    }),
    span('call', { parentId: 'GET /me', startedAt: 1_002, ms: 5 }),
    span('GET /me'),
    span('later', { parentId: 'GET /me', startedAt: 1_008, ms: 30 }),
  ]);
  expect(trace!.steps.map(({ span, depth, offset }) => [span.name, depth, offset])).toEqual([
    ['GET /me', 0, 0],
    ['call', 1, 2],
    ['sql', 2, 4],
    ['later', 1, 8],
  ]);
  expect(trace).toMatchObject({ name: 'GET /me', ms: 38, services: ['gateway', 'auth'] });
});

it('has the newest trace first, and says which failed', () => {
  const spans = [span('a'), span('b', { traceId: 'two', startedAt: 2_000, failed: true })];
  expect(tracesOf(spans).map(({ id, failed }) => [id, failed])).toEqual([
    ['two', true],
    ['one', false],
  ]);
});

it('begins with a step whose caller is not known', () => {
  const [trace] = tracesOf([span('call', { parentId: 'elsewhere' })]);
  expect(trace!.steps).toHaveLength(1);
});

it('ends for spans that go round in a circle', () => {
  const spans = [span('a', { parentId: 'b' }), span('b', { parentId: 'a' }), span('c')];
  expect(tracesOf(spans)[0]!.steps.map(({ span }) => span.name)).toEqual(['c']);
});
