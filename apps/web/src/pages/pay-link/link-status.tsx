import { MoneyText, Notice, useReader, type Tone } from '@edu/ui';
import type { LinkPanel } from './link-panel.ts';

const TONES: Readonly<Record<LinkPanel['is'], Tone>> = {
  ready: 'bad',
  open: 'info',
  checking: 'warn',
  thanks: 'good',
  calledOff: 'warn',
  returned: 'warn',
  late: 'warn',
  alreadyPaid: 'good',
  expired: 'warn',
  canceled: 'info',
  changed: 'warn',
};

/** How it stands, in words. */
export function LinkStatus({ panel }: { readonly panel: LinkPanel }) {
  const { t } = useReader();
  const text = textOf(panel);
  const isRefused = panel.is === 'open' && panel.refused;
  return (
    // One region for all of them: what changes in it is read out.
    <div className="pay-status" aria-live="polite">
      {text && (
        <Notice tone={isRefused ? 'bad' : TONES[panel.is]} title={t(`booking.${text}.title`)}>
          <p>{t(`booking.${text}.detail`)}</p>
          {panel.is === 'returned' && (
            <p>
              <MoneyText money={panel.amount} />
            </p>
          )}
          {(panel.is === 'checking' || panel.is === 'late') && (
            <progress aria-label={t('site.loading')} />
          )}
        </Notice>
      )}
      {(panel.is === 'thanks' || panel.is === 'calledOff') && <Paid {...panel} />}
    </div>
  );
}

function textOf(panel: LinkPanel) {
  switch (panel.is) {
    case 'ready':
      return panel.after;
    case 'open':
      // What to do on the phone stands below, in words of its own.
      if (panel.payment.promptEndsAt) return undefined;
      return panel.refused ? 'failed' : 'open';
    case 'checking':
      return panel.after === 'prompt' ? 'link.promptOver' : 'link.checking';
    case 'returned':
      return panel.done ? 'returned' : 'returning';
    case 'late':
      return 'late';
    default:
      return `link.${panel.is}` as const;
  }
}

type PaidProps = Extract<LinkPanel, { readonly is: 'thanks' | 'calledOff' }>;

/** All that whoever paid without an account has in hand. */
function Paid({ payment }: PaidProps) {
  const { locale, t } = useReader();
  const { amount, charged, refunded, chargedRefunded, receipt } = payment;
  return (
    <>
      <dl className="card">
        <dt>{t('booking.link.paid')}</dt>
        <dd>
          <strong>
            <MoneyText money={charged ?? amount} />
          </strong>
          {charged && (
            <>
              {' ('}
              <MoneyText money={amount} />)
            </>
          )}
        </dd>
        {refunded.amount > 0 && (
          <>
            <dt>{t('booking.link.refunded')}</dt>
            <dd>
              <MoneyText money={chargedRefunded ?? refunded} />
              <span className="field-hint">{t('booking.link.calledOff.detail')}</span>
            </dd>
          </>
        )}
        {receipt && (
          <>
            <dt>{t('booking.link.receipt')}</dt>
            <dd>{receipt.number}</dd>
          </>
        )}
      </dl>
      {receipt && (
        <>
          <p className="field-hint">{t('booking.link.receiptHint')}</p>
          <p className="actions">
            <a className="button quiet" href={`/${locale}/verify/${receipt.code}`}>
              {t('booking.link.verify')}
            </a>
          </p>
        </>
      )}
    </>
  );
}
