import { stepOn, stepWhenDue, type ProcessState } from '@edu/process';
import { describe, expect, it } from 'vitest';
import { kycCaseProcess, type KycCaseData, type KycCaseTypes } from './kyc-case.process.ts';

const now = new Date('2026-11-26T10:00:00Z');
const data: KycCaseData = { check: 'identity', approvals: [], claimedBy: null };
type State = KycCaseTypes['state'];
const at = (state: State, more: Partial<KycCaseData> = {}): ProcessState<KycCaseTypes> => ({
  state,
  data: { ...data, ...more },
});
const approved = { by: 'ama', validUntil: '2031-11-26T10:00:00.000Z' };

describe('a case', () => {
  it('waits for a person, or for a service outside for a day', () => {
    const submit = (outside: boolean) =>
      stepOn(kycCaseProcess, at('collecting'), { fact: 'submitted', value: { outside }, now });
    expect(submit(false)).toEqual({ state: 'waiting' });
    expect(submit(true)).toEqual({
      ...{ state: 'checking', dueAt: new Date('2026-11-27T10:00:00Z') },
      effects: [{ kind: 'ask_outside' }],
    });
    expect(stepWhenDue(kycCaseProcess, at('checking'), now)).toEqual({ state: 'waiting' });
    const unclear = { fact: 'unclear', value: {}, now } as const;
    expect(stepOn(kycCaseProcess, at('checking'), unclear)).toEqual({ state: 'waiting' });
  });

  it('is with who has claimed it for half an hour, and longer when they claim it again', () => {
    const claim = { fact: 'claimed', value: { by: 'ama' }, now } as const;
    const claimed = {
      ...{ state: 'claimed', data: { ...data, claimedBy: 'ama' } },
      dueAt: new Date('2026-11-26T10:30:00Z'),
    };
    expect(stepOn(kycCaseProcess, at('waiting'), claim)).toEqual(claimed);
    expect(stepOn(kycCaseProcess, at('claimed', { claimedBy: 'ama' }), claim)).toEqual(claimed);
    const free = { state: 'waiting', data };
    expect(stepWhenDue(kycCaseProcess, at('claimed', { claimedBy: 'ama' }), now)).toEqual(free);
  });

  it('is approved by one, and counts until it ends', () => {
    const fact = { fact: 'approved', value: approved, now } as const;
    expect(stepOn(kycCaseProcess, at('claimed', { claimedBy: 'ama' }), fact)).toEqual({
      ...{ state: 'approved', data: { ...data, approvals: ['ama'] } },
      dueAt: new Date(approved.validUntil),
      effects: [{ kind: 'approve', validUntil: approved.validUntil }],
    });
    expect(stepWhenDue(kycCaseProcess, at('approved'), now)).toEqual({
      ...{ state: 'expired', effects: [{ kind: 'expire' }] },
    });
  });

  it('waits for a second person where one is not enough', () => {
    const record = { check: 'criminal_record' as const, claimedBy: 'ama' };
    const first = stepOn(kycCaseProcess, at('claimed', record), {
      ...{ fact: 'approved', value: approved, now },
    });
    expect(first).toEqual({
      state: 'waiting',
      data: { check: 'criminal_record', approvals: ['ama'], claimedBy: null },
    });
    const second = stepOn(kycCaseProcess, at('claimed', { ...record, approvals: ['ama'] }), {
      ...{ fact: 'approved', value: { ...approved, by: 'kofi' }, now },
    });
    expect(second.state).toBe('approved');
  });

  it('has an end that no fact changes', () => {
    const facts = [
      { fact: 'claimed', value: { by: 'ama' }, now },
      { fact: 'approved', value: approved, now },
      { fact: 'rejected', value: {}, now },
      { fact: 'unclear', value: {}, now },
    ] as const;
    for (const state of ['approved', 'rejected', 'expired', 'dropped'] as const) {
      for (const fact of facts) {
        expect(() => stepOn(kycCaseProcess, at(state), fact)).toThrow('does not expect');
      }
    }
  });
});
