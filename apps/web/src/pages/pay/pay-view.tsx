import { lazy, Suspense, useState } from 'react';
import type { BookingDetails, Payment, PaymentIntent, Wallet } from '@edu/client';
import { deviceZone, MoneyText, QueryView, useReader, ZoneNote } from '@edu/ui';
import { useApi, useParam } from '../../island/api-context.tsx';
import { useServerNow } from '../../island/use-server-now.ts';
import { HoldCountdown } from '../lessons/hold-countdown.tsx';
import { useLessonName } from '../lessons/lesson-name.ts';
import { LessonTime } from '../lessons/lesson-time.tsx';
import { isNotThere, LessonNotThere } from '../lessons/lesson-not-there.tsx';
import { AskSomebody } from './ask-somebody.tsx';
import { billOf, isAtOnce, isFor, orderOf } from './bill.ts';
import { CreditChoice } from './credit-choice.tsx';
import { MoneyChoice } from './money-choice.tsx';
import { NextStep } from './next-step.tsx';
import { hasEnded, payPanel, type PayPanel, type Return } from './pay-panel.ts';
import { PayStatus } from './pay-status.tsx';
import { PayButton } from './pay-button.tsx';
import { WayChoice } from './way-choice.tsx';
import { WhatChoice } from './what-choice.tsx';
import { chosenWay, waysFor, type PaymentStep } from './ways.ts';
import { useOtherMoney } from './use-other-money.ts';
import { useOthersToPay } from './use-others.ts';
import { useWays } from './use-ways.ts';
import { usePayment, type PaymentNews } from './use-payment.ts';

/** Only for those who pay by a phone number: forms and numbering plans weigh more than this page. */
const PhoneStep = lazy(async () => ({ default: (await import('./phone-step.tsx')).PhoneStep }));

interface PayViewProps {
  readonly back: Return;
  /** Whether all lessons of its series are to be paid, where that was said before. */
  readonly atOnce: boolean | undefined;
}

/** Pays one of my bookings, and follows what becomes of the payment. */
export function PayView({ back, atOnce }: PayViewProps) {
  const { t } = useReader();
  const query = usePayment(useParam('id'));
  if (query.data === undefined && isNotThere(query.error)) return <LessonNotThere />;
  return (
    <>
      <h1>{t('booking.pay.title')}</h1>
      <QueryView query={query}>
        {(news) => (
          <Pay {...{ news, back }} wantsAll={atOnce} reload={() => void query.refetch()} />
        )}
      </QueryView>
    </>
  );
}

interface PayProps {
  readonly news: PaymentNews;
  readonly back: Return;
  readonly wantsAll: boolean | undefined;
  readonly reload: () => void;
}

function Pay({ news, back, wantsAll, reload }: PayProps) {
  const { t } = useReader();
  const api = useApi();
  const { booking, payments } = news;
  const now = useServerNow();
  const [opened, setOpened] = useState<PaymentIntent>();
  const [said, setSaid] = useState(back);
  // It was to be paid when the page was opened, or has just been: then being paid is news.
  const [isNews] = useState(() => booking.state === 'pending' || back === 'succeeded');
  const panel = payPanel(booking, payments, now ?? 0, said);
  const canPay = panel.is === 'ready' || panel.is === 'open';
  const open = panel.is === 'open' ? panel.payment : undefined;
  const [wish, setWish] = useState<string>();
  const { others, refetch } = useOthersToPay(booking, canPay);
  const [choice, setChoice] = useState(wantsAll);
  const atOnce = others.length > 0 && (choice ?? isAtOnce(open));
  const bill = billOf(booking, atOnce ? others : []);
  const { ways: allWays, credit, isPending, refetch: lookAgain } = useWays(bill, canPay);
  const [spends, setSpends] = useState<boolean>();
  const canSpend = credit !== null && (credit.covers || waysFor(allWays, true).length > 0);
  // Without it there may be no way at all.
  const mustSpend = canSpend && waysFor(allWays, false).length === 0;
  const usesCredit = canSpend && (mustSpend || (spends ?? (open ? open.credit.amount > 0 : true)));
  const ways = waysFor(allWays, usesCredit);
  // Kept for a fresh try, and for as long as this page.
  const [known, setKnown] = useState<{ of: string; wallet: Wallet }>();
  const way = chosenWay(ways, wish, known?.wallet.psp, open?.byLink ? undefined : open?.psp);
  const rest = credit?.covers ? { ...bill.price, amount: 0 } : (way?.rest ?? undefined);
  const byCredit = usesCredit && credit?.covers === true;
  const other = useOtherMoney({
    of: [bill.bookingId, ...bill.others, usesCredit ? 'credit' : ''],
    way: byCredit ? undefined : way,
    open: open?.byLink ? undefined : open?.charged?.currency,
    ask: (currency) =>
      api.post('/api/v1/bookings/{bookingId}/payment-quotes', {
        params: { path: { bookingId: bill.bookingId } },
        body: { others: [...bill.others], currency, credit: usesCredit },
      }),
  });
  const isAsked = (payment: Payment | undefined): boolean =>
    payment !== undefined &&
    !payment.byLink &&
    payment.charged?.currency === other.currency &&
    (way?.psp ?? payment.psp) === payment.psp &&
    isFor(bill, payment) &&
    payment.credit.amount > 0 === usesCredit;
  const nameOf = (psp: string | undefined) =>
    [psp, usesCredit ? 'credit' : '', ...bill.others].join(' ');
  const wallet = known?.of === nameOf(way?.psp) ? known.wallet : undefined;
  const asks = way?.asksPhone === true && !byCredit && !isAsked(open);
  const isUnderWay = opened && !hasEnded(opened.id, payments) && isAsked(opened);
  const next = untilItsEnd((isUnderWay && opened.next) || promptOf(open), open);
  const canChoose = canPay && next?.kind !== 'push';
  const pay = (intent: PaymentIntent) => {
    setOpened(intent);
    // Where this page is left, nobody waits for what it would show.
    if (intent.next?.kind !== 'redirect') reload();
  };
  const onNews = () => {
    reload();
    if (others.length > 0) void refetch();
    void lookAgain();
  };
  return (
    <div className="pay">
      <Summary booking={booking} withCountdown={canPay} reload={reload} />
      <PayStatus {...{ booking, panel, isNews }} />
      {canChoose && others.length > 0 && (
        <WhatChoice
          {...{ others, atOnce }}
          price={booking.price}
          total={billOf(booking, others).price}
          onChoose={setChoice}
        />
      )}
      {canChoose && canSpend && (
        <CreditChoice {...{ credit, rest, mustSpend }} uses={usesCredit} onChange={setSpends} />
      )}
      {canChoose && !byCredit && way && ways.length > 1 && (
        <WayChoice {...{ ways, chosen: way, onChoose: setWish }} />
      )}
      {canChoose && !byCredit && way && way.currencies.length > 0 && (
        <MoneyChoice
          price={(usesCredit && rest) || bill.price}
          currencies={way.currencies}
          other={other}
        />
      )}
      {canPay && isPending && <p className="skeleton">{t('site.loading')}</p>}
      {canPay && !isPending && next && (
        <NextStep
          {...{ next, way, wallet }}
          onTaken={() => {
            setSaid('succeeded');
            reload();
          }}
          onChange={reload}
        />
      )}
      {canPay && !isPending && !next && (
        <>
          {asks && (
            <Suspense fallback={<p className="skeleton">{t('site.loading')}</p>}>
              <PhoneStep
                {...{ way, wish, wallet }}
                askWallet={(asked) =>
                  api.post('/api/v1/payments/wallet', {
                    body: { ...orderOf(bill), ...asked, credit: usesCredit },
                  })
                }
                onWallet={(found) => setKnown(found && { of: nameOf(found.psp), wallet: found })}
              />
            </Suspense>
          )}
          {(!asks || wallet) && other.isKnown && (
            <PayButton
              {...{ bill, payments }}
              way={byCredit ? undefined : way}
              credit={canSpend ? usesCredit : undefined}
              toPay={(usesCredit && !byCredit && rest) || bill.price}
              wallet={asks ? wallet : undefined}
              quote={other.quote}
              onQuoteOver={other.askAgain}
              label={byCredit ? 'credit' : labelOf(panel, asks, isAsked(open))}
              isOpen={isAsked(open)}
              onOpened={pay}
              onNews={onNews}
            />
          )}
        </>
      )}
      {canChoose && <AskSomebody bill={bill} />}
    </div>
  );
}

/** A prompt that was there before this page. */
function promptOf(open: Payment | undefined): PaymentStep | undefined {
  if (!open?.promptEndsAt || open.byLink) return undefined;
  return { kind: 'push', expiresAt: open.promptEndsAt, dial: null };
}

/** How long it lives is what the payment says now. */
function untilItsEnd(step: PaymentStep | undefined, open: Payment | undefined) {
  if (step?.kind !== 'push' || !open?.promptEndsAt) return step;
  return { ...step, expiresAt: open.promptEndsAt };
}

function labelOf(panel: PayPanel, asks: boolean, isOpen: boolean) {
  if (asks) return panel.is === 'ready' && panel.after === 'notConfirmed' ? 'again' : 'ask';
  return isOpen ? 'goOn' : 'button';
}

interface SummaryProps {
  readonly booking: BookingDetails;
  readonly withCountdown: boolean;
  readonly reload: () => void;
}

function Summary({ booking, withCountdown, reload }: SummaryProps) {
  const { locale, t } = useReader();
  const lessonName = useLessonName();
  const { id, movesId, startsAt, endsAt, zone, price, holdExpiresAt } = booking;
  return (
    <section className="card book-summary">
      <h2>
        <a href={`/${locale}/lessons/${movesId ?? id}`}>{lessonName(booking, 'learner')}</a>
      </h2>
      <LessonTime {...{ startsAt, endsAt, zone }} />
      <ZoneNote zone={deviceZone()} />
      <p className="book-price">
        <MoneyText money={price} />
      </p>
      {movesId && <p className="field-hint">{t('booking.pay.difference')}</p>}
      {withCountdown && holdExpiresAt && (
        <p>
          <HoldCountdown until={holdExpiresAt} onOver={reload} />
        </p>
      )}
    </section>
  );
}
