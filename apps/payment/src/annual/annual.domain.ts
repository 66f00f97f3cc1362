import type { Currency } from '@edu/contract-kit';
import type { AnnualAccount } from './annual.facts.ts';
import type { AnnualRow } from './annual.sql.ts';

/** A movement that began in the year may be written a moment later. */
const SETTLES_MS = 3_600_000;

/** The first moment of a year, and of the next one; in UTC. */
export const yearOf = (year: number) => ({
  from: new Date(Date.UTC(year, 0)),
  to: new Date(Date.UTC(year + 1, 0)),
});

/** Whether nothing of a year is written any more. */
export const isOver = (year: number, now: Date): boolean =>
  now.getTime() >= yearOf(year).to.getTime() + SETTLES_MS;

/** What a year was, in each currency by itself; none in which nothing moved and nothing was owed. */
export function annualAccounts(rows: readonly AnnualRow[]): AnnualAccount[] {
  return [...Map.groupBy(rows, ({ currency }) => currency)]
    .filter(([, own]) => own.some(({ month }) => month !== null) || sum(own) !== 0)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([currency, own]) => accountIn(currency, own));
}

/** What is owed at the end is what was owed at the beginning, what was added and what was paid out. */
function accountIn(currency: Currency, rows: readonly AnnualRow[]): AnnualAccount {
  const within = rows.filter(({ month }) => month !== null);
  const of = (...purposes: string[]) =>
    sum(within.filter(({ purpose }) => purposes.includes(purpose)));
  const on = (account: string) => sum(rows.filter((row) => row.account === account));
  const known = {
    compensation: of('compensation'),
    chargebacks: of(
      ...['chargeback_frozen', 'chargeback_released', 'chargeback_lost', 'chargeback_borne'],
    ),
    adjustments: of('adjustment'),
  };
  const paidOut = 0 - of('payout', 'payout_paid', 'payout_failed');
  const { compensation, chargebacks, adjustments } = known;
  const explained = of('earning') + compensation + chargebacks + adjustments - paidOut;
  return {
    currency,
    opening: sum(rows.filter(({ month }) => month === null)),
    months: monthsOf(within),
    ...known,
    other: sum(within) - explained,
    paidOut,
    closing: sum(rows),
    payable: on('provider_payable'),
    reserved: on('provider_reserve'),
    onTheWay: on('payout_in_transit'),
    frozen: on('frozen'),
  };
}

function monthsOf(within: readonly AnnualRow[]): AnnualAccount['months'] {
  return within
    .filter(({ purpose }) => purpose === 'earning')
    .map(({ month, times, gross, commission, vat, withheld, amount }) => ({
      ...{ month: month!, lessons: times, gross: Number(gross), commission: Number(commission) },
      ...{ vat: Number(vat), withheld: Number(withheld), net: Number(amount) },
    }))
    .toSorted((a, b) => a.month.localeCompare(b.month));
}

/** What the lessons of a year brought. */
export function earnedIn({ months }: AnnualAccount) {
  const all = (pick: (month: AnnualAccount['months'][number]) => number) =>
    months.reduce((total, month) => total + pick(month), 0);
  return {
    lessons: all(({ lessons }) => lessons),
    gross: all(({ gross }) => gross),
    commission: all(({ commission }) => commission),
    vat: all(({ vat }) => vat),
    withheld: all(({ withheld }) => withheld),
    net: all(({ net }) => net),
  };
}

const sum = (rows: readonly AnnualRow[]): number =>
  Number(rows.reduce((total, { amount }) => total + BigInt(amount), 0n));
