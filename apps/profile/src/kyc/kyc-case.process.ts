import { KYC_CHECKS } from '@edu/contract-kit';
import { defineProcess, type Outcome } from '@edu/process';
import { z } from 'zod';
import { approvalsNeeded, CLAIM_MS, COLLECT_FOR_MS, OUTSIDE_WITHIN_MS } from './kyc.domain.ts';

export const KycCaseData = z.object({
  check: z.enum(KYC_CHECKS),
  /** Who has said yes so far; null stands for a service outside. */
  approvals: z.array(z.string().nullable()),
  /** Who works on it, while it is claimed. */
  claimedBy: z.string().nullable(),
});
export type KycCaseData = z.infer<typeof KycCaseData>;

interface Approval {
  /** Null for a service outside. */
  readonly by: string | null;
  /** ISO 8601; null: for good. */
  readonly validUntil: string | null;
}

export interface KycCaseTypes {
  state:
    /** Documents are added; due when they have to be submitted. */
    | 'collecting'
    /** A service outside looks at them; due when a person does instead. */
    | 'checking'
    /** For a person. */
    | 'waiting'
    /** With one; due when the others may take it. */
    | 'claimed'
    /** Due when it does not count any more; never if it is for good. */
    | 'approved'
    | 'rejected'
    | 'expired'
    /** Never submitted. */
    | 'dropped';
  data: KycCaseData;
  facts: {
    submitted: { readonly outside: boolean };
    /** What a service outside has found, when it is not that all is well. */
    unclear: object;
    /** Checked before: nobody else has it. */
    claimed: { readonly by: string };
    released: object;
    approved: Approval;
    rejected: object;
  };
  effect:
    | { readonly kind: 'ask_outside' }
    | { readonly kind: 'approve'; readonly validUntil: string | null }
    | { readonly kind: 'reject' }
    | { readonly kind: 'expire' }
    | { readonly kind: 'drop' };
}
type Step = Outcome<KycCaseTypes>;

const after = (now: Date, ms: number) => new Date(now.getTime() + ms);

/** Documents that are to prove something, from the first that is sent until they count no more. */
export const kycCaseProcess = defineProcess<KycCaseTypes>({
  name: 'kyc-case',
  initial: 'collecting',
  data: KycCaseData,
  states: {
    collecting: {
      due: { to: ['dropped'], step: () => ({ state: 'dropped', effects: [{ kind: 'drop' }] }) },
      on: {
        submitted: {
          to: ['checking', 'waiting'],
          step: (_data, { outside }, now) =>
            outside
              ? {
                  state: 'checking',
                  dueAt: after(now, OUTSIDE_WITHIN_MS),
                  effects: [{ kind: 'ask_outside' }],
                }
              : { state: 'waiting' },
        },
      },
    },
    checking: {
      due: { to: ['waiting'], step: () => ({ state: 'waiting' }) },
      on: {
        approved: { to: ['approved', 'waiting'], step: approve },
        unclear: { to: ['waiting'], step: () => ({ state: 'waiting' }) },
      },
    },
    waiting: { on: { claimed: { to: ['claimed'], step: claim } } },
    claimed: {
      due: { to: ['waiting'], step: release },
      on: {
        // Again by who has it: for longer.
        claimed: { to: ['claimed'], step: claim },
        released: { to: ['waiting'], step: release },
        approved: { to: ['approved', 'waiting'], step: approve },
        rejected: {
          to: ['rejected'],
          step: (data) => ({
            state: 'rejected',
            data: { ...data, claimedBy: null },
            effects: [{ kind: 'reject' }],
          }),
        },
      },
    },
    approved: {
      due: { to: ['expired'], step: () => ({ state: 'expired', effects: [{ kind: 'expire' }] }) },
    },
    rejected: {},
    expired: {},
    dropped: {},
  },
});

function claim(data: KycCaseData, { by }: { readonly by: string }, now: Date): Step {
  return { state: 'claimed', data: { ...data, claimedBy: by }, dueAt: after(now, CLAIM_MS) };
}

function release(data: KycCaseData): Step {
  return { state: 'waiting', data: { ...data, claimedBy: null } };
}

/** The last yes that is needed decides; before it, somebody else has to look. */
function approve(data: KycCaseData, { by, validUntil }: Approval): Step {
  const approvals = [...data.approvals, by];
  const next = { ...data, approvals, claimedBy: null };
  if (approvals.length < approvalsNeeded(data.check)) return { state: 'waiting', data: next };
  return {
    state: 'approved',
    data: next,
    dueAt: validUntil === null ? null : new Date(validUntil),
    effects: [{ kind: 'approve', validUntil }],
  };
}

/** When documents have to be submitted that are collected from now on. */
export const collectUntil = (now: Date): Date => after(now, COLLECT_FOR_MS);
