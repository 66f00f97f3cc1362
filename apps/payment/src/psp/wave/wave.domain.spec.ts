import { createHmac } from 'node:crypto';
import { newId } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import {
  isSignedByWave,
  oneOf,
  referenceOf,
  toWaveAmount,
  toWaveIntent,
  toWavePayout,
  WaveError,
  type WavePayout,
  type WaveSession,
} from './wave.domain.ts';

const paymentId = newId();
const session = (change: Partial<WaveSession> = {}): WaveSession => ({
  id: 'cos-1',
  amount: '5000',
  currency: 'XOF',
  checkout_status: 'open',
  payment_status: 'processing',
  client_reference: paymentId,
  wave_launch_url: 'https://pay.wave.com/c/cos-1',
  ...change,
});

describe('a session', () => {
  it.each([
    ['open', 'processing', 'pending'],
    ['open', 'cancelled', 'pending'],
    ['expired', 'processing', 'canceled'],
    ['expired', 'cancelled', 'canceled'],
    ['complete', 'succeeded', 'succeeded'],
    // The money is there, whatever became of the page.
    ['expired', 'succeeded', 'succeeded'],
    ['complete', 'processing', 'pending'],
    // Words of later versions.
    ['open', 'on_hold', 'pending'],
    ['archived', 'processing', 'pending'],
  ])('that is %s with a payment that is %s is %s', (checkout_status, payment_status, status) => {
    expect(toWaveIntent(session({ checkout_status, payment_status })).status).toBe(status);
  });

  it('leads on only while it is open', () => {
    expect(toWaveIntent(session()).next).toEqual({
      kind: 'redirect',
      url: 'https://pay.wave.com/c/cos-1',
    });
    const taken = { checkout_status: 'complete', payment_status: 'processing' };
    expect(toWaveIntent(session(taken)).next).toBeNull();
  });

  it('is ours only with an id of ours', () => {
    expect(toWaveIntent(session()).paymentId).toBe(paymentId);
    for (const client_reference of [null, undefined, '', 'order-7']) {
      expect(toWaveIntent(session({ client_reference })).paymentId).toBeNull();
    }
  });

  it('counts whole francs', () => {
    expect(toWaveAmount({ amount: 5_000, currency: 'XOF' })).toBe('5000');
    const sum = { amount: 5_000n, currency: 'XOF' };
    expect(toWaveIntent(session()).sum).toEqual(sum);
    expect(toWaveIntent(session({ amount: '5000.00' })).sum).toEqual(sum);
  });

  it('with money counts before one that can be paid, and that before one that is over', () => {
    const paid = session({ id: 'cos-2', checkout_status: 'complete', payment_status: 'succeeded' });
    const over = session({ id: 'cos-3', checkout_status: 'expired' });
    expect(oneOf([over, session(), paid])).toBe(paid);
    expect(oneOf([over, session()])?.id).toBe('cos-1');
    expect(oneOf([over])).toBe(over);
    expect(oneOf([])).toBeUndefined();
  });
});

describe('a payout', () => {
  const payoutId = newId();
  const payout = (change: Partial<WavePayout> = {}): WavePayout => ({
    ...{ id: 'pt-1', receive_amount: '4500', currency: 'XOF', status: 'processing' },
    client_reference: referenceOf(payoutId, 'key'),
    ...change,
  });

  it.each([
    ['processing', 'pending', null],
    ['succeeded', 'succeeded', null],
    ['failed', 'failed', 'failed'],
    // It had arrived, and has come back.
    ['reversed', 'failed', 'reversed'],
    ['on_hold', 'pending', null],
  ])('that is %s is %s', (status, expected, failureReason) => {
    expect(toWavePayout(payout({ status }))).toEqual({
      ...{ ref: 'pt-1', payoutId, status: expected, failureReason },
      sum: { amount: 4_500n, currency: 'XOF' },
    });
  });

  it('says why it has failed', () => {
    const payout_error = { error_code: 'recipient-limit-exceeded' };
    expect(toWavePayout(payout({ status: 'failed', payout_error })).failureReason).toBe(
      'recipient-limit-exceeded',
    );
  });

  it('is ours only with an id of ours, and differs between orders of the same one', () => {
    for (const client_reference of [null, undefined, '', 'SAL-7', `SAL-7:${payoutId}`]) {
      expect(toWavePayout(payout({ client_reference })).payoutId).toBeNull();
    }
    expect(referenceOf(payoutId, 'key')).not.toBe(referenceOf(payoutId, 'key:1'));
  });
});

it.each([{ code: 'not-found' }, { error_code: 'not-found', error_message: '' }])(
  'the code of the error %j is read',
  (body) => {
    expect(WaveError.parse(body)).toBe('not-found');
  },
);

describe('isSignedByWave', () => {
  const secrets = ['wave_sn_WHS_of_this_endpoint', 'wave_sn_WHS_of_its_successor'];
  const now = 1_795_000_000;
  const body = Buffer.from('{"id": "EV_1"}');
  const sign = (secret: string, at = now, between = '') =>
    createHmac('sha256', secret).update(`${at}${between}`).update(body).digest('hex');
  const good = sign(secrets[0]!);
  const verify = (header: string, bytes = body) => isSignedByWave(bytes, header, secrets, now);

  it('takes either secret while one replaces the other, and several signatures', () => {
    expect(verify(`t=${now},v1=${good}`)).toBe(true);
    expect(verify(`t=${now},v1=${sign(secrets[1]!)}`)).toBe(true);
    expect(verify(`t=${now},v1=${'0'.repeat(64)},v1=${good}`)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a separator that others write', `t=${now},v1=${sign(secrets[0]!, now, '.')}`],
    ['another secret', `t=${now},v1=${sign('wave_sn_WHS_of_somebody_else')}`],
    ['an old one', `t=${now - 301},v1=${sign(secrets[0]!, now - 301)}`],
    ['one from the future', `t=${now + 301},v1=${sign(secrets[0]!, now + 301)}`],
    ['another time than was signed', `t=${now - 1},v1=${good}`],
    ['a time moved into the body', `t=${String(now).slice(0, 9)},v1=${good}`],
  ])('refuses %s', (_what, header) => {
    expect(verify(header)).toBe(false);
  });

  it('refuses another body', () => {
    expect(verify(`t=${now},v1=${good}`, Buffer.from('{"id": "EV_2"}'))).toBe(false);
  });
});
