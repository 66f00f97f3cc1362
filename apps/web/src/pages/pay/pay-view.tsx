import { useState } from 'react';
import type { BookingDetails, Payment, PaymentIntent } from '@edu/client';
import { deviceZone, MoneyText, QueryView, useReader, ZoneNote } from '@edu/ui';
import { useParam } from '../../island/api-context.tsx';
import { useServerNow } from '../../island/use-server-now.ts';
import { HoldCountdown } from '../lessons/hold-countdown.tsx';
import { useLessonName } from '../lessons/lesson-name.ts';
import { LessonTime } from '../lessons/lesson-time.tsx';
import { isNotThere, LessonNotThere } from '../lessons/lesson-not-there.tsx';
import { billOf, isAtOnce, isFor } from './bill.ts';
import { NextStep } from './next-step.tsx';
import { hasEnded, payPanel, type Return } from './pay-panel.ts';
import { PayStatus } from './pay-status.tsx';
import { PayButton } from './pay-button.tsx';
import { WayChoice } from './way-choice.tsx';
import { WhatChoice } from './what-choice.tsx';
import { chosenWay } from './ways.ts';
import { useOthersToPay } from './use-others.ts';
import { useWays } from './use-ways.ts';
import { usePayment, type PaymentNews } from './use-payment.ts';

/** Pays one of my bookings, and follows what becomes of the payment. */
export function PayView({ back }: { readonly back: Return }) {
  const { t } = useReader();
  const query = usePayment(useParam('id'));
  if (query.data === undefined && isNotThere(query.error)) return <LessonNotThere />;
  return (
    <>
      <h1>{t('booking.pay.title')}</h1>
      <QueryView query={query}>
        {(news) => <Pay news={news} back={back} reload={() => void query.refetch()} />}
      </QueryView>
    </>
  );
}

interface PayProps {
  readonly news: PaymentNews;
  readonly back: Return;
  readonly reload: () => void;
}

function Pay({ news, back, reload }: PayProps) {
  const { t } = useReader();
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
  const [choice, setChoice] = useState<boolean>();
  const atOnce = others.length > 0 && (choice ?? isAtOnce(open));
  const bill = billOf(booking, atOnce ? others : []);
  const { ways, isPending } = useWays(bill, canPay);
  const way = chosenWay(ways, wish, open?.psp);
  const isAsked = (payment: Payment | undefined): boolean =>
    payment !== undefined && (way?.psp ?? payment.psp) === payment.psp && isFor(bill, payment);
  const onNews = () => {
    reload();
    if (others.length > 0) void refetch();
  };
  return (
    <div className="pay">
      <Summary booking={booking} withCountdown={canPay} reload={reload} />
      <PayStatus {...{ booking, panel, isNews }} />
      {canPay && others.length > 0 && (
        <WhatChoice
          {...{ others, atOnce }}
          price={booking.price}
          total={billOf(booking, others).price}
          onChoose={setChoice}
        />
      )}
      {canPay && way && ways.length > 1 && (
        <WayChoice {...{ ways, chosen: way, onChoose: setWish }} />
      )}
      {canPay && isPending && <p className="skeleton">{t('site.loading')}</p>}
      {canPay &&
        !isPending &&
        (opened?.next && isAsked(opened) && !hasEnded(opened.id, payments) ? (
          <NextStep
            intent={opened}
            way={way}
            onTaken={() => {
              setSaid('succeeded');
              reload();
            }}
            onChange={reload}
          />
        ) : (
          <PayButton
            {...{ bill, payments, way }}
            isOpen={isAsked(open)}
            onOpened={(intent) => {
              setOpened(intent);
              // Where this page is left, nobody waits for what it would show.
              if (intent.next?.kind !== 'redirect') reload();
            }}
            onNews={onNews}
          />
        ))}
    </div>
  );
}

interface SummaryProps {
  readonly booking: BookingDetails;
  readonly withCountdown: boolean;
  readonly reload: () => void;
}

function Summary({ booking, withCountdown, reload }: SummaryProps) {
  const { locale } = useReader();
  const lessonName = useLessonName();
  const { id, startsAt, endsAt, zone, price, holdExpiresAt } = booking;
  return (
    <section className="card book-summary">
      <h2>
        <a href={`/${locale}/lessons/${id}`}>{lessonName(booking, 'learner')}</a>
      </h2>
      <LessonTime {...{ startsAt, endsAt, zone }} />
      <ZoneNote zone={deviceZone()} />
      <p className="book-price">
        <MoneyText money={price} />
      </p>
      {withCountdown && holdExpiresAt && (
        <p>
          <HoldCountdown until={holdExpiresAt} onOver={reload} />
        </p>
      )}
    </section>
  );
}
