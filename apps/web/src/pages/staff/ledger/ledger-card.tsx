import type { LedgerTransaction } from '@edu/client';
import { formatMoney, type Money } from '@edu/contract-kit';
import { deviceZone, TimeText, timeText, useReader } from '@edu/ui';
import { refundReason } from '../../statement/refund-reason.ts';
import { rateOf } from '../fx/exchange-rate.ts';
import { rateText } from '../fx/rate-text.ts';
import { ResultText } from '../fx/result-text.tsx';
import { ledgerPath } from './ledger-address.ts';
import { creditOf, sumsOf } from './ledger-sums.ts';

interface LedgerCardProps {
  readonly transaction: LedgerTransaction;
  /** Whether its reader may open any booking. */
  readonly opensBookings: boolean;
}

/** What was booked at once: why, in words, every line, and that they add up. */
export function LedgerCard({ transaction, opensBookings }: LedgerCardProps) {
  const { locale, t } = useReader();
  const { id, at, kind, lines } = transaction;
  const sums = sumsOf(lines);
  const psp = lines.find(({ account }) => account === 'psp_clearing')?.owner ?? '';
  const money = (sum: Money | undefined) => (sum ? formatMoney(sum, locale) : '');
  return (
    <li className="card" data-transaction={id}>
      <h3>{t('ledger.kindIs', { kind })}</h3>
      <p className="field-hint">
        <TimeText at={at} zone={deviceZone()} />
      </p>
      <p>
        {t('ledger.why', {
          ...{ kind, psp, amount: sums.map(({ debits }) => money(debits)).join(', ') },
          commission: money(creditOf(lines, 'platform_revenue')) || '0',
          reason: t(refundReason(transaction.reason)),
          note: transaction.note ?? '',
        })}
      </p>
      <dl className="facts">
        {lines.map(({ account, owner, ownerName, balance }, index) => (
          <div key={index}>
            <dt className="address">
              {t('ledger.accountIs', { account })}
              <br />
              <a href={`/${locale}${ledgerPath({ account, owner })}`}>{ownerName ?? owner}</a>
            </dt>
            <dd>
              {t('ledger.side', {
                side: balance.amount < 0 ? 'credit' : 'debit',
                amount: money({ ...balance, amount: Math.abs(balance.amount) }),
              })}
            </dd>
          </div>
        ))}
        {sums.map(({ debits, credits }) => (
          <div key={debits.currency}>
            <dt>Σ {debits.currency}</dt>
            <dd>
              {t('ledger.sum', {
                ...{ debits: money(debits), credits: money(credits) },
                balanced: debits.amount === credits.amount ? 'yes' : 'no',
              })}
            </dd>
          </div>
        ))}
        <Exchanged lines={lines} />
        <About {...{ transaction, opensBookings }} />
      </dl>
    </li>
  );
}

/** At which rate money was exchanged, and what that gained or lost, in words. */
function Exchanged({ lines }: Pick<LedgerTransaction, 'lines'>) {
  const { locale, t } = useReader();
  const exchanged = rateOf(lines);
  if (!exchanged) return null;
  const { charged, priced, rate } = exchanged;
  return (
    <>
      <div>
        <dt>{t('fx.rate')}</dt>
        <dd>
          {t('fx.rateIs', {
            one: rateText(1, charged, locale),
            rate: rateText(rate, priced, locale),
          })}
        </dd>
      </div>
      {lines
        .filter(({ account }) => account === 'fx_result')
        .map(({ balance }) => (
          <div key={balance.currency}>
            <dt>{t('fx.gained')}</dt>
            <dd>
              {/* A gain is credit, below zero. */}
              <ResultText result={{ ...balance, amount: -balance.amount }} />
            </dd>
          </div>
        ))}
    </>
  );
}

/** What it is about, as ways to the rest of that. */
function About({ transaction, opensBookings }: LedgerCardProps) {
  const { locale, t } = useReader();
  const { bookingId, startsAt, paymentId, payoutId, pspRef } = transaction;
  const lesson = startsAt
    ? t('ledger.lessonOf', { at: timeText(startsAt, deviceZone(), locale, 'both') })
    : bookingId;
  return (
    <>
      {bookingId && (
        <div>
          <dt>{t('ledger.lesson')}</dt>
          <dd>
            {opensBookings ? (
              <a href={`/${locale}/staff/bookings/${bookingId}`}>{lesson}</a>
            ) : (
              lesson
            )}
            <br />
            <a href={`/${locale}${ledgerPath({ bookingId })}`}>{t('ledger.ofLesson')}</a>
          </dd>
        </div>
      )}
      {paymentId && (
        <div>
          <dt>{t('ledger.payment')}</dt>
          <dd className="address">
            <code>{paymentId}</code>
            <br />
            <a href={`/${locale}${ledgerPath({ paymentId })}`}>{t('ledger.ofPayment')}</a>
          </dd>
        </div>
      )}
      {payoutId && (
        <div>
          <dt>{t('ledger.payout')}</dt>
          <dd className="address">
            <code>{payoutId}</code>
          </dd>
        </div>
      )}
      {pspRef && (
        <div>
          <dt>{t('ledger.pspRef')}</dt>
          <dd className="address">
            <code>{pspRef}</code>
          </dd>
        </div>
      )}
    </>
  );
}
