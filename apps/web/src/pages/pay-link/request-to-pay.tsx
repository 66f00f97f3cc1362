import { lazy, Suspense, useState } from 'react';
import type { LinkIntent, PaymentRequest, Wallet } from '@edu/client';
import { isolated } from '@edu/i18n/isolate';
import { deviceZone, MoneyText, TimeText, useReader, ZoneNote } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { useServerNow } from '../../island/use-server-now.ts';
import { HoldCountdown } from '../lessons/hold-countdown.tsx';
import { LessonTime } from '../lessons/lesson-time.tsx';
import { MoneyChoice } from '../pay/money-choice.tsx';
import { NextStep } from '../pay/next-step.tsx';
import type { Return } from '../pay/pay-panel.ts';
import { useOtherMoney } from '../pay/use-other-money.ts';
import { WayChoice } from '../pay/way-choice.tsx';
import { chosenWay, waysHere, type PaymentStep } from '../pay/ways.ts';
import { useSubjectLabel } from '../search/subject-names.tsx';
import { LinkPayButton } from './link-pay-button.tsx';
import { linkPanel } from './link-panel.ts';
import { LinkStatus } from './link-status.tsx';

/** Only for those who pay by a phone number: forms and numbering plans weigh more than this page. */
const PhoneStep = lazy(async () => ({
  default: (await import('../pay/phone-step.tsx')).PhoneStep,
}));

interface RequestToPayProps {
  readonly token: string;
  readonly request: PaymentRequest;
  readonly back: Return;
  readonly reload: () => void;
}

/** What is asked for, and the ways to pay it. */
export function RequestToPay({ token, request, back, reload }: RequestToPayProps) {
  const { t } = useReader();
  const api = useApi();
  const now = useServerNow();
  const [opened, setOpened] = useState<LinkIntent>();
  const [said, setSaid] = useState(back);
  const [wish, setWish] = useState<string>();
  // Kept for a fresh try, and for as long as this page.
  const [known, setKnown] = useState<Wallet>();
  const { lesson } = request;
  const panel = linkPanel(request, now ?? 0, said);
  const canPay = lesson !== null && (panel.is === 'ready' || panel.is === 'open');
  const open = panel.is === 'open' ? panel.payment : undefined;
  const way = chosenWay(waysHere(request.ways), wish, known?.psp, open?.psp);
  const other = useOtherMoney({
    ...{ of: [token], way, open: open?.charged?.currency },
    ask: (currency) => api.post('/api/v1/payment-links/quote', { body: { token, currency } }),
  });
  const isAsked =
    open !== undefined &&
    (way?.psp ?? open.psp) === open.psp &&
    open.charged?.currency === other.currency;
  const next = (isAsked && opened?.psp === open.psp && opened.next) || promptOf(open);
  const wallet = known?.psp === way?.psp ? known : undefined;
  const asks = way?.asksPhone === true && !isAsked;
  const canChoose = canPay && next?.kind !== 'push';
  return (
    <div className="pay">
      {lesson && <Asked {...{ lesson, reload }} payUntil={canPay ? request.payUntil : null} />}
      <LinkStatus panel={panel} />
      {canChoose && way && request.ways.length > 1 && (
        <WayChoice ways={waysHere(request.ways)} chosen={way} onChoose={setWish} />
      )}
      {canChoose && way && way.currencies.length > 0 && (
        <MoneyChoice price={lesson.price} currencies={way.currencies} other={other} />
      )}
      {canPay && next && (
        <NextStep
          {...{ next, way, wallet }}
          onTaken={() => {
            setSaid('succeeded');
            reload();
          }}
          onChange={reload}
        />
      )}
      {canPay && !next && asks && (
        <Suspense fallback={<p className="skeleton">{t('site.loading')}</p>}>
          <PhoneStep
            {...{ way, wish, wallet }}
            askWallet={(asked) =>
              api.post('/api/v1/payment-links/wallet', { body: { token, ...asked } })
            }
            onWallet={setKnown}
          />
        </Suspense>
      )}
      {canPay && !next && (!asks || wallet) && other.isKnown && (
        <LinkPayButton
          {...{ token, way }}
          price={lesson.price}
          wallet={asks ? wallet : undefined}
          quote={other.quote}
          onQuoteOver={other.askAgain}
          label={labelOf(asks, isAsked, panel.is === 'ready' && panel.after === 'notConfirmed')}
          onOpened={(intent) => {
            setOpened(intent);
            setSaid(undefined);
            if (intent.next?.kind !== 'redirect') reload();
          }}
          onNews={reload}
        />
      )}
      {canPay && <p className="field-hint">{t('booking.link.privacy')}</p>}
    </div>
  );
}

function labelOf(asks: boolean, isOpen: boolean, isAgain: boolean) {
  if (asks) return isAgain ? 'again' : 'ask';
  return isOpen ? 'goOn' : 'button';
}

/** A prompt that was there before this page. */
function promptOf(open: PaymentRequest['payment'] | undefined): PaymentStep | undefined {
  if (!open?.promptEndsAt) return undefined;
  return { kind: 'push', expiresAt: open.promptEndsAt, dial: null };
}

interface AskedProps {
  readonly lesson: NonNullable<PaymentRequest['lesson']>;
  /** Null where it cannot be paid now. */
  readonly payUntil: string | null;
  readonly reload: () => void;
}

/** Who asks, for what, and until when. */
function Asked({ lesson, payUntil, reload }: AskedProps) {
  const { t } = useReader();
  const label = useSubjectLabel();
  const { asker, subject, startsAt, endsAt, price, several } = lesson;
  const count = several?.count ?? 1;
  return (
    <section className="card book-summary">
      <h2>{subject === null ? t('booking.link.anyLesson', { count }) : label(subject)}</h2>
      <p>
        {asker === null
          ? t('booking.link.somebodyAsks', { count })
          : t('booking.link.asks', { name: isolated(asker), count })}
      </p>
      {several?.teacher && <p>{t('booking.link.teacher', { name: isolated(several.teacher) })}</p>}
      {several && <Span first={startsAt} last={several.lastStartsAt} />}
      {!several && endsAt === null && (
        <p>
          <TimeText at={startsAt} zone={deviceZone()} shape="both" />
        </p>
      )}
      {!several && endsAt !== null && <LessonTime {...{ startsAt, endsAt }} />}
      <ZoneNote zone={deviceZone()} />
      <p className="book-price">
        <MoneyText money={price} />
      </p>
      {payUntil && (
        <p>
          <HoldCountdown
            until={payUntil}
            leftText={(time) => t('booking.link.left', { time })}
            onOver={reload}
          />
        </p>
      )}
    </section>
  );
}

/** From when to when several lessons are. */
function Span({ first, last }: { readonly first: string; readonly last: string }) {
  const { t } = useReader();
  const zone = deviceZone();
  return (
    <>
      <p>
        {t('booking.link.first')} <TimeText at={first} zone={zone} shape="both" />
      </p>
      <p>
        {t('booking.link.last')} <TimeText at={last} zone={zone} shape="both" />
      </p>
    </>
  );
}
