import type { Statement } from '@edu/client';
import { DateFormat, formatMoney, type Locale, type Money } from '@edu/contract-kit';
import { TimeText, useReader } from '@edu/ui';
import { refundReason } from './refund-reason.ts';

type Account = Statement['accounts'][number];
type Line = Account['lines'][number];

const KINDS = [
  'charge',
  'refund',
  'refund_reversal',
  'refund_by_platform',
  'refund_by_hand',
  'refund_as_credit',
  'credit_reserved',
  'credit_released',
  'credit_taken_again',
  'earning',
  'compensation',
  'payout',
  'payout_failed',
  'chargeback_frozen',
  'chargeback_released',
  'chargeback_lost',
  'chargeback_borne',
  'adjustment',
  'reserve_kept',
  'reserve_released',
  'other',
] as const;

interface Props {
  readonly account: Account;
  readonly as: Statement['as'];
}

/** What moved in one currency, in words. */
export function StatementAccount({ account: { opening, lines, closing, isCut }, as }: Props) {
  const { locale, t } = useReader();
  return (
    <section aria-label={opening.currency}>
      <dl className="totals">
        <div className="card">
          <dt>{t('statement.opening')}</dt>
          <dd>{formatMoney(opening, locale)}</dd>
          <dt>{t('statement.closing')}</dt>
          <dd className="amount">{formatMoney(closing, locale)}</dd>
        </div>
      </dl>
      {lines.length === 0 && <p>{t('statement.none')}</p>}
      <ul className="entries">
        {lines.map((line, index) => (
          <StatementLine key={index} {...{ line, as }} />
        ))}
      </ul>
      {isCut && <p className="field-hint">{t('statement.cut')}</p>}
    </section>
  );
}

function StatementLine({ line, as }: { readonly line: Line; readonly as: Statement['as'] }) {
  const { locale, t } = useReader();
  const kind = KINDS.find((one) => one === line.kind) ?? 'other';
  const money = (amount: Money | null) => (amount ? formatMoney(amount, locale) : '');
  const text = t(`statement.line.${kind}`, {
    as,
    paid: money(line.paid),
    commission: money(line.commission),
    vat: money(line.vat) || 'none',
    withheld: money(line.withheld) || 'none',
    reason: t(refundReason(line.reason)),
    note: line.note ?? '',
    until: line.until ? dayOf(line.until, locale) : '',
  });
  return (
    <li className="card">
      <span>
        {line.charged ? t('statement.inOther', { text, charged: money(line.charged) }) : text}
      </span>
      <strong>{amountText(line, locale)}</strong>
      <p className="field-hint">
        <TimeText at={line.at} zone="UTC" shape="day" />
        {line.bookingId && line.startsAt && (
          <>
            {' · '}
            <a href={`/${locale}/lessons/${line.bookingId}`}>
              {t('statement.lesson', { day: dayOf(line.startsAt, locale) })}
            </a>
          </>
        )}
      </p>
    </li>
  );
}

const dayOf = (at: string, locale: Locale) =>
  new DateFormat(locale, { dateStyle: 'medium' }).format(new Date(at));

/** With its sign; of what came and went at once, how much it was. */
function amountText({ in: came, out: left }: Line, locale: Locale): string {
  if (came.amount > 0 && left.amount > 0) return formatMoney(came, locale);
  return came.amount > 0 ? `+ ${formatMoney(came, locale)}` : `− ${formatMoney(left, locale)}`;
}
