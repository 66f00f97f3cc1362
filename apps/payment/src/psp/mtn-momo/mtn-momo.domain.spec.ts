import { newId, type Money } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  Callback,
  MtnResult,
  noteOfRefund,
  noteOfRequest,
  referenceOf,
  toMtnAmount,
  toMtnIntent,
  toMtnPayout,
  toMtnRefund,
  toNotice,
  UserInfo,
} from './mtn-momo.domain.ts';

const PROMPT_MS = 300_000;
const paymentId = newId();
const ref = referenceOf('intent', paymentId);
const result = (more: object = {}) =>
  MtnResult.parse({
    ...{ amount: '5000', currency: 'XOF', externalId: paymentId, status: 'PENDING' },
    ...{ payeeNote: noteOfRequest(new Date('2026-11-27T10:00:00Z')), ...more },
  });

it.each<[Money, string]>([
  [{ amount: 5_000, currency: 'XOF' }, '5000'],
  [{ amount: 700, currency: 'XAF' }, '700'],
  [{ amount: 1_999, currency: 'EUR' }, '19.99'],
  [{ amount: 1_900, currency: 'EUR' }, '19.00'],
])('writes %o as %s', (money, text) => expect(toMtnAmount(money)).toBe(text));

it.each([
  ['5000', 'XOF', 5_000n],
  ['5000.0', 'XOF', 5_000n],
  ['19.9', 'EUR', 1_990n],
  ['19', 'EUR', 1_900n],
  ['19.99', 'eur', 1_999n],
])('reads %s %s', (amount, currency, sum) => {
  const { sum: read } = toMtnIntent(ref, result({ amount, currency }), PROMPT_MS);
  expect(read).toEqual({ amount: sum, currency: currency.toUpperCase() });
});

it('names a request by a UUIDv4 that is always the same of one payment', () => {
  expect(z.uuidv4().safeParse(ref).success).toBe(true);
  expect(referenceOf('intent', paymentId)).toBe(ref);
  expect(referenceOf('refund', paymentId)).not.toBe(ref);
  expect(referenceOf('intent', newId())).not.toBe(ref);
});

describe('a request', () => {
  it.each([
    ['PENDING', 'pending', true],
    ['CREATED', 'pending', true],
    ['ONGOING', 'pending', false],
    ['SUCCESSFUL', 'succeeded', false],
    ['FAILED', 'canceled', false],
  ])('that is %s is %s', (status, ours, prompts) => {
    const intent = toMtnIntent(ref, result({ status }), PROMPT_MS);
    expect(intent).toMatchObject({ ref, paymentId, status: ours });
    const expiresAt = '2026-11-27T10:05:00.000Z';
    expect(intent.next).toEqual(prompts ? { kind: 'push', expiresAt, dial: null } : null);
  });

  it.each([
    ['NOT_ENOUGH_FUNDS', 'NOT_ENOUGH_FUNDS'],
    [{ code: 'PAYER_DELAYED', message: 'x' }, 'PAYER_DELAYED'],
    ['something that names +2250501020304', 'FAILED'],
    [undefined, 'FAILED'],
  ])('that failed for %o says %s', (reason, word) => {
    const failed = result({ status: 'FAILED', reason });
    expect(toMtnIntent(ref, failed, PROMPT_MS).reason).toBe(word);
    expect(toMtnRefund(ref, failed).failureReason).toBe(word);
    expect(toMtnPayout(ref, failed).failureReason).toBe(word);
  });

  it('that is not ours, or without our note, is read all the same', () => {
    const foreign = result({ externalId: 'INV-1', payeeNote: null });
    const expected = { paymentId: null, next: { kind: 'push', expiresAt: null } };
    expect(toMtnIntent(ref, foreign, PROMPT_MS)).toMatchObject(expected);
  });
});

it('keeps with a refund of what it is one, in signs that MTN takes', () => {
  const note = noteOfRefund(ref);
  expect(note).toMatch(/^[\w .,-]{1,160}$/);
  const refundId = newId();
  const refund = result({ externalId: refundId, payeeNote: note, status: 'SUCCESSFUL' });
  const expected = { intentRef: ref, refundId, status: 'succeeded', failureReason: null };
  expect(toMtnRefund('r', refund)).toMatchObject(expected);
  expect(toMtnRefund('r', result({ payeeNote: 'of 12' })).intentRef).toBe('');
});

it.each([
  ['PENDING', 'pending'],
  ['ONGOING', 'pending'],
  ['SUCCESSFUL', 'succeeded'],
  ['FAILED', 'failed'],
])('a transfer that is %s is %s', (status, ours) => {
  const payoutId = newId();
  const payout = toMtnPayout('t', result({ externalId: payoutId, status }));
  const sum = { amount: 5_000n, currency: 'XOF' };
  const failureReason = ours === 'failed' ? 'FAILED' : null;
  expect(payout).toEqual({ ref: 't', payoutId, status: ours, sum, failureReason });
  expect(toMtnPayout('t', result({ externalId: 'INV-1' })).payoutId).toBeNull();
});

it.each([
  [
    { name: 'Sand Box', given_name: 'Sand', family_name: 'Box', birthdate: '1976-08-13' },
    'Sand Box',
  ],
  [{ given_name: 'Aya', family_name: 'Kouassi' }, 'Aya Kouassi'],
  [{ name: ' ', family_name: 'Kouassi' }, 'Kouassi'],
  [{}, null],
])('the holder of a wallet is called what %j says', (info, name) => {
  expect(UserInfo.parse(info)).toBe(name);
});

it('takes of a callback no more than which payment to ask about', () => {
  const said = {
    externalId: paymentId,
    status: 'SUCCESSFUL',
    amount: '1',
    payer: { partyId: '1' },
  };
  expect(toNotice(Callback.parse(said), 'digest')).toEqual({
    eventId: `requesttopay:${ref}:digest`,
    type: 'requesttopay.successful',
    about: { kind: 'payment', ref },
    unsignedOf: paymentId,
  });
  for (const bad of [{ status: 'SUCCESSFUL' }, { ...said, externalId: 'INV-1' }, [], null]) {
    expect(Callback.safeParse(bad).success).toBe(false);
  }
});
