import { newId } from '@edu/contract-kit';
import { ObjectStore } from '@edu/simulators/kit/object-store';
import { statementOf } from '@edu/simulators/pawapay/statement';
import { describe, expect, it } from 'vitest';
import { PSPS } from '../psp/psps.ts';
import type { PspDefinition } from '../psp/psp-definition.ts';
import type { StatementDialect } from '../psp/statement-dialect.ts';
import { readStatement, type BadStatement } from './statement.domain.ts';

const dialects = (PSPS as readonly Pick<PspDefinition, 'id' | 'statement'>[]).flatMap(
  ({ id, statement }) => (statement ? [[id, statement] as const] : []),
);
const dialectOf = (id: string) => dialects.find(([psp]) => psp === id)![1];

/** As an operator of the region may write it: two columns of amounts, commas, a title above. */
const MERCHANT: StatementDialect = {
  separator: ';',
  decimals: ',',
  dates: 'dd/mm/yyyy',
  zone: 'Africa/Abidjan',
  columns: {
    ref: 'Référence',
    at: ['Date', 'Heure'],
    amount: { in: 'Crédit', out: 'Débit' },
    currency: { always: 'XOF' },
    state: 'Statut',
  },
  kinds: {},
  states: { Succès: 'succeeded', Échec: 'failed' },
  refIsIntent: true,
};
const SIGNED: StatementDialect = {
  ...MERCHANT,
  separator: ',',
  decimals: '.',
  dates: 'iso',
  zone: 'Europe/Paris',
  columns: { ref: 'id', at: 'at', amount: 'amount', currency: 'currency' },
};

const read = (text: string, dialect: StatementDialect) => readStatement(text, dialect).movements;
const fault = (text: string, dialect = SIGNED) => {
  try {
    read(text, dialect);
  } catch (error) {
    const { fault: what, line } = error as BadStatement;
    return [what, line];
  }
  return undefined;
};

describe('a statement', () => {
  it('of MTN is read by our mapping', () => {
    const ownId = newId();
    const text = `Id,External id,Date,Status,Type,From,Amount,Currency
7012345678,${ownId},2026-11-27 14:05:09,Successful,Payment,FRI:22505*****,"5,000",XOF
7012345679,not ours,2026-11-27T14:06:00,Failed,payment,FRI:22505*****,2000.00,xof
7012345680,${ownId},2026-11-27 14:07,Successful,Refund,,1000,XOF
7012345681,,2026-11-27 15:00,Successful,Fee,,12.5,XOF`;
    const [paid, ...others] = read(text, dialectOf('mtn-momo'));
    expect(paid).toEqual({
      ...{ kind: 'payment', ref: '7012345678', intentRef: null, ownId, state: 'succeeded' },
      sum: { amount: 5_000n, currency: 'XOF' },
      at: new Date('2026-11-27T14:05:09Z'),
    });
    expect(others).toMatchObject([
      { kind: 'payment', ownId: null, state: 'failed', sum: { amount: 2_000n, currency: 'XOF' } },
      { kind: 'refund', ownId, sum: { amount: 1_000n } },
    ]);
  });

  it('of pawaPay names payments and payouts as we named them', () => {
    const [ref, payout] = [newId(), newId()];
    const text = `Creation Date,MSISDN,Transaction ID,Amount,Currency,Country,MNO,Type
2026-11-27T14:05:09.123Z,22507*****,${ref},5000,XOF,CIV,ORANGE_CIV,Deposit
2026-11-27T14:06:09.123Z,22507*****,${ref},-5000,XOF,CIV,ORANGE_CIV,Refund
2026-11-27T14:06:09.123Z,22507*****,${payout},-4000,XOF,CIV,ORANGE_CIV,Payout
2026-11-27T14:06:09.123Z,,${newId()},50,XOF,CIV,ORANGE_CIV,Fee`;
    expect(read(text, dialectOf('pawapay'))).toMatchObject([
      { kind: 'payment', ref, intentRef: ref, state: 'succeeded' },
      { kind: 'refund', ref, intentRef: null, sum: { amount: 5_000n } },
      { kind: 'payout', ref: payout, intentRef: null, sum: { amount: 4_000n } },
    ]);
  });

  it('of pawaPay’s simulator is one that we read', () => {
    const store = new ObjectStore<
      Parameters<typeof statementOf>[0] extends ObjectStore<infer K> ? K : never
    >(':memory:');
    const [depositId, refundId, created] = [newId(), newId(), '2026-11-27T14:05:09.123Z'];
    const wallet = {
      type: 'MMO',
      accountDetails: { phoneNumber: '2250701020304', provider: 'ORANGE_CIV' },
    } as const;
    const money = { status: 'COMPLETED', amount: '5000', currency: 'XOF', country: 'CIV', created };
    store.put('deposit', depositId, { ...money, depositId, payer: wallet });
    store.put('deposit', 'other', {
      ...money,
      depositId: 'other',
      status: 'FAILED',
      payer: wallet,
    });
    store.put('refund', refundId, { ...money, refundId, recipient: wallet, metadata: {} });
    const text = statementOf(store, '2026-11-27', '2026-11-28');
    expect(read(text, dialectOf('pawapay'))).toMatchObject([
      { kind: 'payment', ref: depositId, sum: { amount: 5_000n } },
      { kind: 'refund', ref: refundId, sum: { amount: 5_000n }, at: new Date(created) },
    ]);
    store.close();
  });

  it('may have a title, two columns of amounts, and the time in a column of its own', () => {
    const text = `Relevé du marchand;EDUCONNECT
N°;Date;Heure;Référence;Service;Statut;Débit;Crédit
1;27/11/2026;14:05:09;MP1.A;Merchant Payment;Succès;0,00;5 000,00
2;27/11/2026;14:06;MP1.B;Refund;succès;1\u202f000,00;
3;27/11/2026;14:07;MP1.C;Merchant Payment;En cours;;700`;
    expect(read(text, MERCHANT)).toMatchObject([
      { kind: 'payment', intentRef: 'MP1.A', sum: { amount: 5_000n, currency: 'XOF' } },
      { kind: 'refund', ref: 'MP1.B', intentRef: null, sum: { amount: 1_000n } },
      { kind: 'payment', ref: 'MP1.C', state: 'pending' },
    ]);
  });

  it('goes by its own clock where it names no offset, and by cents where there are any', () => {
    const text = `id,at,amount,currency
a,2026-07-01 12:00,19.9,EUR
b,2026-07-01 12:00+00:00,-0.05,EUR
c,2026-07-01,(7.00),XAF`;
    expect(read(text, SIGNED)).toMatchObject([
      { kind: 'payment', sum: { amount: 1_990n }, at: new Date('2026-07-01T10:00:00Z') },
      { kind: 'refund', sum: { amount: 5n }, at: new Date('2026-07-01T12:00:00Z') },
      { kind: 'refund', sum: { amount: 7n }, at: new Date('2026-06-30T22:00:00Z') },
    ]);
  });

  it('may come in parts, of which the first names the columns', () => {
    const first = readStatement('Relevé\nid,at,"amount",currency\n', SIGNED);
    expect(first.movements).toEqual([]);
    const { movements, header } = readStatement('a,2026-07-01,1,XOF\n', SIGNED, first.header);
    expect(movements).toMatchObject([{ ref: 'a' }]);
    // Another file, put at the end of the first.
    const again = readStatement('id,at,amount,currency\nb,2026-07-01,2,XOF', SIGNED, header);
    expect(again.movements).toMatchObject([{ ref: 'b' }]);
  });

  it('names the line that cannot be read, and what is wrong with it', () => {
    const head = 'id,at,amount,currency\n';
    const good = 'a,2026-07-01,1,XOF\n';
    expect(fault('id,at,sum,currency\na,2026-07-01,1,XOF')).toEqual(['no_header', 2]);
    expect(fault(`${head}${good},2026-07-01,1,XOF`)).toEqual(['bad_ref', 3]);
    expect(fault(`${head}a,2026-02-30,1,XOF`)).toEqual(['bad_date', 2]);
    expect(fault(`${head}a,01/07/2026,1,XOF`)).toEqual(['bad_date', 2]);
    expect(fault(`${head}a,2026-07-01,1.5,XOF`)).toEqual(['bad_amount', 2]);
    expect(fault(`${head}a,2026-07-01,0,XOF`)).toEqual(['bad_amount', 2]);
    expect(fault(`${head}a,2026-07-01,one,XOF`)).toEqual(['bad_amount', 2]);
    expect(fault(`${head}a,2026-07-01,1,F CFA`)).toEqual(['bad_currency', 2]);
    expect(fault(head + good)).toBeUndefined();
  });
});
