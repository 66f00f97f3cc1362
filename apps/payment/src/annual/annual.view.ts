import { formatMoney, type Currency, type Locale } from '@edu/contract-kit';
import { translate, type TextKey } from '@edu/i18n';
import { numberText, printedCode } from '../document/document.domain.ts';
import { dayText, namesIn, type ViewOptions } from '../document/document.view.ts';
import type { PaperView } from '../document/paper-view.ts';
import { earnedIn, yearOf } from './annual.domain.ts';
import type { AnnualAccount } from './annual.facts.ts';
import type { IssuedAnnual } from './annual.row.ts';

type Write = (key: TextKey, params?: Record<string, string | number>) => string;
type Row = PaperView['rows'][number];

/** The year of a provider in the words of its reader. */
export function annualView(document: IssuedAnnual, options: ViewOptions): PaperView {
  const { facts, issuedAt, parties } = document;
  const { locale } = options;
  const t: Write = (key, params) => translate(locale, key, params);
  const { from, to } = yearOf(facts.covers);
  const number = numberText(document);
  const year = String(facts.covers);
  const code = printedCode(document.code);
  return {
    lang: locale,
    at: issuedAt.toISOString(),
    title: t('annual.title', { year }),
    subtitle: number,
    issuer: facts.issuer,
    facts: [
      [t('documents.number'), number],
      [t('documents.issuedAt'), dayText(issuedAt, locale)],
      [t('statement.from'), dayText(from, locale)],
      [t('statement.to'), dayText(lastOf(to), locale)],
    ],
    party: {
      label: t('annual.of'),
      name: namesIn(parties, options)(parties[0]!.userId, 'provider'),
    },
    columns: [
      { label: t('annual.what'), isAmount: false },
      { label: t('annual.gross'), isAmount: true },
      { label: t('annual.commission'), isAmount: true },
      { label: t('annual.net'), isAmount: true },
    ],
    rows: facts.accounts.flatMap((account) => rowsOf(account, facts.covers, locale, t)),
    totals: facts.accounts.flatMap((account) => totalsOf(account, year, locale, t)),
    notes: notesOf(facts.accounts, t),
    proof: {
      ...{ text: t('documents.verify'), code },
      url: `${options.publicUrl}/${locale}/verify/${code}`,
    },
  };
}

/** One currency: what was owed, each month, what else came or went, and what is owed. */
function rowsOf(account: AnnualAccount, covers: number, locale: Locale, t: Write): Row[] {
  const { currency, opening, months, paidOut, closing } = account;
  const money = moneyIn(currency, locale);
  const { from, to } = yearOf(covers);
  const year = String(covers);
  const earned = earnedIn(account);
  const line = (what: string, net: number, detail = ''): Row => ({
    ...{ cells: [what, '', '', money(net)], detail },
  });
  const shares = (what: string, month: typeof earned): Row => ({
    cells: [what, money(month.gross), money(0 - month.commission), money(month.net)],
    detail: sharesText(month, money, t),
  });
  return [
    line(t('annual.owed', { day: dayText(from, locale), currency }), opening),
    ...months.map((month) => shares(monthText(month.month, locale), month)),
    ...(months.length > 1 ? [shares(t('annual.earned', { year, currency }), earned)] : []),
    ...(['compensation', 'chargebacks', 'adjustments', 'other'] as const)
      .filter((kind) => account[kind] !== 0)
      .map((kind) => line(t(`annual.${kind}`), account[kind])),
    line(t('annual.paidOut', { year }), 0 - paidOut),
    line(
      t('annual.owed', { day: dayText(lastOf(to), locale), currency }),
      closing,
      isAllPayable(account) ? '' : whereText(account, money, t),
    ),
  ];
}

/** How many lessons that were; and what of the difference is taxes, where any are. */
function sharesText(
  { lessons: count, vat, withheld }: ReturnType<typeof earnedIn>,
  money: (amount: number) => string,
  t: Write,
): string {
  return [
    t('annual.lessons', { count }),
    ...(vat === 0 ? [] : [t('annual.vat', { amount: money(vat) })]),
    ...(withheld === 0 ? [] : [t('annual.withheld', { amount: money(withheld) })]),
  ].join(' · ');
}

const isAllPayable = ({ onTheWay, frozen, reserved }: AnnualAccount) =>
  onTheWay === 0 && frozen === 0 && reserved === 0;

/** What of it is payable, on its way, frozen, and kept. */
function whereText(
  { payable, onTheWay, frozen, reserved }: AnnualAccount,
  money: (amount: number) => string,
  t: Write,
): string {
  return t('annual.where', {
    payable: money(payable),
    ...{ onTheWay: money(onTheWay), frozen: money(frozen) },
    reserved: reserved === 0 ? 'none' : money(reserved),
  });
}

function totalsOf(
  account: AnnualAccount,
  year: string,
  locale: Locale,
  t: Write,
): PaperView['totals'] {
  const { currency } = account;
  const { gross, net } = earnedIn(account);
  const money = moneyIn(currency, locale);
  return [
    [t('annual.total.gross', { year, currency }), money(gross)],
    [t('annual.total.net', { year, currency }), money(net)],
  ];
}

function notesOf(accounts: readonly AnnualAccount[], t: Write): string[] {
  if (accounts.length === 0) return [t('annual.none')];
  return [
    t('annual.means'),
    t('annual.refunds'),
    ...(accounts.length > 1 ? [t('annual.currencies')] : []),
  ];
}

const moneyIn = (currency: Currency, locale: Locale) => (amount: number) =>
  formatMoney({ amount, currency }, locale);

const lastOf = (to: Date) => new Date(to.getTime() - 1);

const monthText = (month: string, locale: Locale) =>
  new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
