import type { Money, RpcOutput } from '@edu/contract-kit';
import type { bookingRpc } from '@edu/contracts-booking';
import type { sessionRpc } from '@edu/contracts-session';
import type { Party } from '../document/document.facts.ts';

/** All that is known of the lessons of a chargeback. */
export interface Evidence {
  /** When it was put together. */
  readonly at: Date;
  readonly reason: string;
  /** What finance says to the bank; empty while it has said nothing. */
  readonly words: string;
  /** What the bank takes back, and until when it reads an answer. */
  readonly amount: Money;
  readonly answerBy: Date | null;
  readonly payment: {
    readonly id: string;
    /** What was charged. */
    readonly amount: Money;
    /** Of the lessons. */
    readonly price: Money;
    readonly openedAt: Date;
    /** Of the receipt; null while it has none. */
    readonly receipt: { readonly number: string; readonly at: Date } | null;
    readonly refunds: readonly { readonly amount: Money; readonly at: Date }[];
  };
  readonly parties: readonly Party[];
  readonly lessons: readonly LessonEvidence[];
}

export interface LessonEvidence {
  /** What was paid by this payment, where that is what another time of the lesson costs more. */
  readonly difference?: Money;
  readonly record: RpcOutput<typeof bookingRpc.record>;
  /** Null where nothing is known of who was there. */
  readonly attendance: RpcOutput<typeof sessionRpc.attendanceOf> | null;
}
