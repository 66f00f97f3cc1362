import { useState } from 'react';
import type { Listing, Quote, User } from '@edu/client';
import { bookingCreate } from '@edu/client/fields';
import { isolated } from '@edu/i18n/isolate';
import {
  deviceZone,
  MoneyText,
  Notice,
  PolicyTerms,
  SelectField,
  useReader,
  ZoneNote,
} from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { useServerNow } from '../../island/use-server-now.ts';
import { LessonTime } from '../lessons/lesson-time.tsx';
import { useSubjectLabel } from '../search/subject-names.tsx';
import { Reserve } from './reserve.tsx';
import { ReserveButton } from './reserve-button.tsx';
import { orderOf, seriesPath, slotPath, wishOf, type WantedSlot } from './slot-link.ts';

interface BookOfferProps {
  readonly slot: WantedSlot;
  readonly quote: Quote;
  readonly profile: Listing | undefined;
  /** Undefined for guests. */
  readonly me: User | undefined;
  readonly onRefused: () => void;
}

/** One slot with its price and terms, and the button that holds it. */
export function BookOffer({ slot, quote, profile, me, onRefused }: BookOfferProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const subjectLabel = useSubjectLabel();
  const now = useServerNow(60_000);
  const subjects = profile?.subjects ?? [];
  const [subject, setSubject] = useState(
    () =>
      subjects.find((one) => one === slot.subject) ?? (subjects.length === 1 ? subjects[0] : ''),
  );
  const wanted: WantedSlot = { ...slot, subject: subject || undefined };
  const { startsAt, endsAt, zone, price, policy } = quote;
  const name = profile?.displayName ?? t('lessons.someProvider');
  return (
    <div className="book">
      <section className="card book-summary">
        <h2>
          <a href={`/${locale}/providers/${slot.providerId}`}>
            <bdi>{name}</bdi>
          </a>
        </h2>
        {profile && (
          <p className="field-hint" dir="auto">
            {profile.headline}
          </p>
        )}
        <LessonTime {...{ startsAt, endsAt, zone }} />
        <ZoneNote zone={deviceZone()} />
        <p>
          {slot.trial && <>{t('lessons.trial')} · </>}
          {t(`lessons.mode.${slot.mode}`)} · {t('booking.minutes', { minutes: slot.minutes })}
        </p>
        <p className="book-price">
          <MoneyText money={price} />
        </p>
      </section>
      {subjects.length > 0 && (
        <SelectField
          field={bookingCreate['/subject']}
          label={t('booking.subject')}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        >
          {subjects.length > 1 && (
            <option value="">{t('booking.anySubject', { name: isolated(name) })}</option>
          )}
          {subjects.map((one) => (
            <option key={one} value={one}>
              {subjectLabel(one)}
            </option>
          ))}
        </SelectField>
      )}
      <section aria-labelledby="policy">
        <h2 id="policy">{t('policy.title')}</h2>
        <PolicyTerms policy={policy} lesson={{ startsAt, now, withGrace: true }} />
      </section>
      {quote.request && (
        <Notice tone="info" title={t('booking.request.title', { name: isolated(name) })}>
          <p>{t('booking.request.detail', { hours: quote.request.answerWithinHours })}</p>
        </Notice>
      )}
      <Reserve next={slotPath(wanted)} profile={profile} me={me}>
        {(learnerId, isParent) => (
          <ReserveButton
            key={learnerId}
            slot={wanted}
            wish={[wishOf(wanted), learnerId].join(' ')}
            post={(beyondCaps, intent) =>
              api.post('/api/v1/bookings', {
                body: { ...orderOf(wanted), learnerId, beyondCaps, quote: quote.token },
                intent,
              })
            }
            asksFirst={quote.request !== undefined}
            isParent={isParent}
            onRefused={onRefused}
          />
        )}
      </Reserve>
      {!slot.trial && !quote.request && me?.id !== slot.providerId && (
        <p>
          <a href={`/${locale}${seriesPath(wanted)}`}>{t('booking.repeatWeekly')}</a>
        </p>
      )}
    </div>
  );
}
