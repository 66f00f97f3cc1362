import { formatMoney, type Currency, type Locale, type Money } from '@edu/contract-kit';
import { STATEMENT_KINDS } from '@edu/contracts-payment';
import { translate, type TextKey } from '@edu/i18n';
import { dayText } from '../document/document.view.ts';
import type { PaperView } from '../document/paper-view.ts';
import { printable, type Letters } from '../document/printable.ts';
import { reasonText } from '../document/reason-text.ts';
import { monthOf, type Statement } from './statement.domain.ts';

export interface StatementViewOptions {
  readonly locale: Locale;
  readonly letters: Letters;
  readonly issuer: PaperView['issuer'];
  /** Of whoever reads it; null where nobody knows it. */
  readonly name: string | null;
}

type Line = Statement['accounts'][number]['lines'][number];

/** A statement in the words of its reader. */
export function statementView(statement: Statement, options: StatementViewOptions): PaperView {
  const { month, as, accounts } = statement;
  const { locale, letters, issuer, name } = options;
  const t = (key: TextKey, params?: Record<string, string>) => translate(locale, key, params);
  const money = (sum: { amount: number; currency: Currency }) => formatMoney(sum, locale);
  const { from, to } = monthOf(month);
  const last = new Date(to.getTime() - 1);
  const balanceRow = (key: TextKey, at: Date, sum: Parameters<typeof money>[0]) => ({
    cells: [shortDay(at, locale), t(key), '', '', money(sum)],
    detail: '',
  });
  return {
    lang: locale,
    at:
      accounts
        .flatMap(({ lines }) => lines.map(({ at }) => at))
        .toSorted()
        .at(-1) ?? from.toISOString(),
    title: t('statement.title'),
    subtitle: monthText(from, locale),
    issuer,
    facts: [
      [t('statement.from'), dayText(from, locale)],
      [t('statement.to'), dayText(last, locale)],
    ],
    party: { label: t(`statement.of.${as}`), name: printable(name ?? '', letters) || '–' },
    columns: [
      { label: t('statement.day'), isAmount: false },
      { label: t('statement.what'), isAmount: false },
      { label: t('statement.in'), isAmount: true },
      { label: t('statement.out'), isAmount: true },
      { label: t('statement.balance'), isAmount: true },
    ],
    rows: accounts.flatMap(({ opening, lines, closing }) => [
      balanceRow('statement.opening', from, opening),
      ...lines.map((line) => ({
        cells: [
          shortDay(new Date(line.at), locale),
          lineText(line, as, { locale, letters }),
          amountText(line.in, locale),
          amountText(line.out, locale),
          money(line.balance),
        ],
        detail: line.startsAt
          ? t('statement.lesson', { day: dayText(new Date(line.startsAt), locale) })
          : '',
      })),
      balanceRow('statement.closing', last, closing),
    ]),
    totals: accounts.map(({ closing }) => [t(`statement.total.${as}`), money(closing)]),
    notes: [
      t(accounts.length === 0 ? 'statement.none' : `statement.means.${as}`),
      ...(accounts.some(({ isCut }) => isCut) ? [t('statement.cut')] : []),
    ],
    proof: null,
  };
}

/** Why this amount: what happened, in a sentence. */
function lineText(
  line: Line,
  as: Statement['as'],
  { locale, letters }: Pick<StatementViewOptions, 'locale' | 'letters'>,
): string {
  const kind = STATEMENT_KINDS.find((one) => one === line.kind) ?? 'other';
  const text = translate(locale, `statement.line.${kind}`, {
    as,
    paid: line.paid ? formatMoney(line.paid, locale) : '',
    commission: line.commission ? formatMoney(line.commission, locale) : '',
    vat: line.vat ? formatMoney(line.vat, locale) : 'none',
    withheld: line.withheld ? formatMoney(line.withheld, locale) : 'none',
    reason: reasonText(line.reason ?? '', locale),
    note: printable(line.note ?? '', letters),
    until: line.until ? dayText(new Date(line.until), locale) : '',
  });
  if (!line.charged) return text;
  return translate(locale, 'statement.inOther', {
    text,
    charged: formatMoney(line.charged, locale),
  });
}

const amountText = (money: Money, locale: Locale) =>
  money.amount === 0 ? '' : formatMoney(money, locale);

const shortDay = (at: Date, locale: Locale) =>
  new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', timeZone: 'UTC' }).format(at);

const monthText = (at: Date, locale: Locale) =>
  new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);
