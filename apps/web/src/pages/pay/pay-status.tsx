import type { BookingDetails } from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import { MoneyText, Notice, useReader, type Tone } from '@edu/ui';
import { PaymentDocuments } from '../lessons/payment-documents.tsx';
import { slotOfBooking, slotPath } from '../book/slot-link.ts';
import { isAtOnce } from './bill.ts';
import type { PayPanel } from './pay-panel.ts';

const TONES: Readonly<Record<PayPanel['is'], Tone>> = {
  ready: 'info',
  open: 'info',
  checking: 'warn',
  confirming: 'good',
  paid: 'good',
  expired: 'warn',
  late: 'warn',
  returned: 'warn',
  over: 'info',
};

interface PayStatusProps {
  readonly booking: BookingDetails;
  readonly panel: PayPanel;
  /** It was paid just now, and not before this page was opened. */
  readonly isNews: boolean;
}

/** How a payment stands, in words, and where to go from there. */
export function PayStatus({ booking, panel, isNews }: PayStatusProps) {
  const { locale, t } = useReader();
  const { id, movesId } = booking;
  const text = movesId ? textOfMove(panel) : textOf(panel, isNews);
  const lesson = `/${locale}/lessons/${movesId ?? id}`;
  return (
    // One region for all of them: what changes in it is read out.
    <div className="pay-status" aria-live="polite">
      {text && (
        <Notice
          tone={
            text === 'failed' || text === 'canceled' || text === 'notConfirmed'
              ? 'bad'
              : TONES[panel.is]
          }
          title={t(`booking.${text}.title`)}
        >
          <p>{t(`booking.${text}.detail`)}</p>
          {panel.is === 'returned' && (
            <p>
              <MoneyText money={panel.amount} />
            </p>
          )}
          {isMoving(panel) && <progress aria-label={t('site.loading')} />}
        </Notice>
      )}
      {panel.is === 'paid' && isAtOnce(panel.payment) && (
        <p>
          {t('booking.pay.what.paid', {
            count: panel.payment.parts.length,
            price: formatMoney(panel.payment.amount, locale),
          })}
        </p>
      )}
      {panel.is === 'paid' && panel.payment && <PaymentDocuments paymentId={panel.payment.id} />}
      {panel.is === 'paid' && (
        <p className="actions">
          <a className="button" href={lesson}>
            {t('booking.seeLesson')}
          </a>
          <a href={`/${locale}/lessons`}>{t('lessons.all')}</a>
        </p>
      )}
      {!movesId && (panel.is === 'expired' || panel.is === 'returned' || panel.is === 'late') && (
        <p className="actions">
          <a className="button quiet" href={`/${locale}${slotPath(slotOfBooking(booking))}`}>
            {t('lessons.bookAgain')}
          </a>
        </p>
      )}
      {(panel.is === 'over' ||
        (movesId && (panel.is === 'expired' || panel.is === 'returned'))) && (
        <p className="actions">
          <a className="button" href={lesson}>
            {t('booking.seeLesson')}
          </a>
        </p>
      )}
    </div>
  );
}

function textOf(panel: PayPanel, isNews: boolean) {
  switch (panel.is) {
    case 'ready':
      return panel.after;
    case 'open':
      if (panel.payment.byLink) return 'linkOpen';
      // What to do on the phone stands below, in words of its own.
      if (panel.payment.promptEndsAt) return undefined;
      return panel.refused ? 'failed' : 'open';
    case 'checking':
      return panel.after === 'prompt' ? 'promptOver' : 'checking';
    case 'paid':
      if (panel.payment?.byLink) return 'paidByLink';
      return isNews ? 'confirmed' : 'alreadyPaid';
    case 'returned':
      return panel.done ? 'returned' : 'returning';
    default:
      return panel.is;
  }
}

/** Of what a lesson costs more at another time. */
function textOfMove(panel: PayPanel) {
  switch (panel.is) {
    case 'paid':
      return 'moved';
    case 'expired':
      return 'moveExpired';
    case 'late':
      return 'moveLate';
    case 'returned':
      return 'moveReturned';
    default:
      return textOf(panel, true);
  }
}

const isMoving = ({ is }: PayPanel) => is === 'checking' || is === 'confirming' || is === 'late';
