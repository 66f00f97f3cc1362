import type { Payment } from '@edu/client';
import { expect, inject } from 'vitest';

interface Deposit {
  readonly depositId: string;
  readonly status: string;
}

const urlOf = () => inject('platform').pawapayUrl;

export async function depositsOf({ id }: Pick<Payment, 'id'>): Promise<Deposit[]> {
  const answer = await fetch(`${urlOf()}/api/deposits?clientReferenceId=${id}`);
  return ((await answer.json()) as { deposits: Deposit[] }).deposits;
}

/** What becomes of the prompt of a payment, which has one. */
export async function phoneAnswers(payment: Pick<Payment, 'id'>, outcome: string): Promise<void> {
  const [deposit, ...more] = await depositsOf(payment);
  expect(more).toEqual([]);
  const body = new URLSearchParams({ outcome });
  await fetch(`${urlOf()}/p/${deposit!.depositId}`, { method: 'POST', body });
}
