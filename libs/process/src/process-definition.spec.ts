import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  defineProcess,
  edgesOf,
  IllegalStep,
  stepOn,
  stepWhenDue,
  type ProcessDefinition,
} from './process-definition.ts';

interface Parcel {
  state: 'packed' | 'sent' | 'delivered' | 'lost';
  data: { tries: number };
  facts: { collected: { by: string }; signed: object };
  effect: { kind: 'write'; to: string };
}
const now = new Date('2026-11-26T10:00:00Z');
const tomorrow = new Date('2026-11-27T10:00:00Z');

const definition: ProcessDefinition<Parcel> = {
  name: 'parcel',
  initial: 'packed',
  data: z.object({ tries: z.int() }),
  states: {
    packed: {
      on: {
        collected: {
          to: ['sent'],
          step: (_data, { by }) => ({
            state: 'sent',
            dueAt: tomorrow,
            effects: [{ kind: 'write', to: by }],
          }),
        },
      },
    },
    sent: {
      due: {
        to: ['sent', 'lost'],
        step: ({ tries }) =>
          tries > 0
            ? { state: 'lost' }
            : { state: 'sent', data: { tries: tries + 1 }, dueAt: tomorrow },
      },
      on: { signed: { to: ['delivered'], step: () => ({ state: 'delivered' }) } },
    },
    delivered: {},
    lost: {},
  },
};
const parcel = defineProcess(definition);
const without = (change: object) => () =>
  defineProcess<Parcel>({ ...definition, states: { ...definition.states, ...change } });

describe('a definition', () => {
  it('lists every transition', () => {
    expect(edgesOf(parcel)).toEqual([
      ['packed', 'sent'],
      ['sent', 'sent'],
      ['sent', 'lost'],
      ['sent', 'delivered'],
    ]);
  });

  it('is refused when a state cannot be reached', () => {
    expect(without({ sent: {} })).toThrow('parcel never gets to delivered, lost');
  });
});

describe('a step', () => {
  it('leads to the state that its function returns, with its effects', () => {
    const value = { by: 'Awa' };
    expect(
      stepOn(parcel, { state: 'packed', data: { tries: 0 } }, { fact: 'collected', value, now }),
    ).toEqual({ state: 'sent', dueAt: tomorrow, effects: [{ kind: 'write', to: 'Awa' }] });
    expect(stepWhenDue(parcel, { state: 'sent', data: { tries: 1 } }, now)).toEqual({
      state: 'lost',
    });
  });

  it('is illegal when the state does not expect it', () => {
    const delivered = { state: 'delivered', data: { tries: 0 } } as const;
    expect(() => stepOn(parcel, delivered, { fact: 'signed', value: {}, now })).toThrow(
      new IllegalStep('parcel does not expect signed when delivered'),
    );
    expect(() => stepWhenDue(parcel, delivered, now)).toThrow(IllegalStep);
  });

  it('is illegal when it leads where the definition does not say, or waits for nothing', () => {
    const to = (dueAt?: Date) =>
      without({
        sent: {
          due: {
            to: ['lost'],
            step: () => ({ state: dueAt ? 'lost' : 'packed', dueAt: dueAt ?? null }),
          },
          on: { signed: { to: ['delivered'], step: () => ({ state: 'delivered' }) } },
        },
      })();
    const sent = { state: 'sent', data: { tries: 0 } } as const;
    expect(() => stepWhenDue(to(), sent, now)).toThrow('parcel may not go from sent to packed');
    expect(() => stepWhenDue(to(now), sent, now)).toThrow('parcel is never due when lost');
  });
});
