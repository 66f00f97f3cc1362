import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEvent, readEvent } from './event.ts';
import { openEnum, tolerantOf } from './open-enum.ts';

const Reason = openEnum(['late', 'ill'], { id: 'SpecReason', description: 'Why.' });
const Side = z.enum(['left', 'right']);

const Fact = z.object({
  key: z.string().min(3),
  reason: Reason,
  side: Side.default('left'),
  more: z
    .object({ reasons: z.array(Reason.describe('Each.')), byName: z.record(z.string(), Reason) })
    .optional(),
  either: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('with'), reason: Reason.nullable() }),
      z.object({ kind: z.literal('without') }),
    ])
    .optional(),
});
const known = { key: 'abc', reason: 'late', side: 'right' };
const newer = {
  ...known,
  reason: 'on strike',
  more: { reasons: ['ill', 'on strike'], byName: { a: 'on strike' } },
  either: { kind: 'with', reason: 'on strike' },
};

describe('what is written', () => {
  it('has only the values of an open enum', () => {
    expect(Fact.safeParse(known).success).toBe(true);
    expect(Fact.safeParse(newer).error!.issues.map(({ path }) => path.join('.'))).toEqual([
      'reason',
      'more.reasons.1',
      'more.byName.a',
      'either.reason',
    ]);
  });
});

describe('what is read', () => {
  const reader = tolerantOf(Fact);

  it('keeps values of open enums that came later, wherever they stand', () => {
    expect(reader.parse(newer)).toEqual(newer);
  });

  it('is what was written otherwise: defaults, rules, and nothing undeclared', () => {
    expect(reader.parse({ key: 'abc', reason: 'late', undeclared: 1 })).toEqual({
      ...known,
      side: 'left',
    });
    expect(reader.safeParse({ ...known, key: 'a' }).success).toBe(false);
    expect(reader.safeParse({ ...known, side: 'top' }).success).toBe(false);
    expect(reader.safeParse({ ...known, reason: 5 }).success).toBe(false);
  });

  it('is made once for each schema', () => {
    expect(tolerantOf(Fact)).toBe(reader);
  });

  it('is the data of an event', () => {
    const event = defineEvent('evt.a.b.v1', { summary: 's', aggregate: 'key', data: Fact });
    expect(readEvent(event, newer).reason).toBe('on strike');
    expect(() => readEvent(event, { ...newer, key: 1 })).toThrow(z.ZodError);
  });
});
