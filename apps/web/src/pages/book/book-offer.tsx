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
import { isSignedIn } from '../../island/signed-in.ts';
import { useServerNow } from '../../island/use-server-now.ts';
import { LessonTime } from '../lessons/lesson-time.tsx';
import { useSubjectLabel } from '../search/subject-names.tsx';
import { ForWhom } from './for-whom.tsx';
import { ReserveButton } from './reserve-button.tsx';
import { SearchChecked } from './search-checked.tsx';
import { seriesPath, slotPath, type WantedSlot } from './slot-link.ts';

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
      <Reserve
        {...{ slot: wanted, profile, me, onRefused }}
        quote={quote.token}
        asksFirst={quote.request !== undefined}
      />
      {!slot.trial && !quote.request && me?.id !== slot.providerId && (
        <p>
          <a href={`/${locale}${seriesPath(wanted)}`}>{t('booking.repeatWeekly')}</a>
        </p>
      )}
    </div>
  );
}

interface ReserveProps {
  readonly slot: WantedSlot;
  readonly quote: string | undefined;
  /** The provider accepts it first. */
  readonly asksFirst: boolean;
  readonly profile: Listing | undefined;
  readonly me: User | undefined;
  readonly onRefused: () => void;
}

/** The way on: sign in, hold the slot, or why this account cannot. */
function Reserve({ slot, quote, asksFirst, profile, me, onRefused }: ReserveProps) {
  const { locale, t } = useReader();
  if (!isSignedIn()) {
    const next = encodeURIComponent(`/${locale}${slotPath(slot)}`);
    return (
      <div className="reserve">
        <a className="button" href={`/${locale}/sign-in?next=${next}`}>
          {t('booking.signInToReserve')}
        </a>
        <p>
          {t('booking.noAccount')}{' '}
          <a href={`/${locale}/sign-up?next=${next}`}>{t('site.signUp')}</a>
        </p>
      </div>
    );
  }
  const mayBook = me?.roles.some((role) => role === 'student' || role === 'parent');
  if (me && !mayBook) {
    return (
      <Notice tone="warn" title={t('booking.wrongRole.title')}>
        <p>{t('booking.wrongRole.detail')}</p>
      </Notice>
    );
  }
  const isParent = me?.roles.includes('parent') ?? false;
  const isUnchecked = profile?.verified.includes('identity') === false;
  return isParent ? (
    <ForWhom>
      {(learnerId) =>
        learnerId && isUnchecked ? (
          <Notice tone="warn" title={t('booking.unchecked.title')}>
            <p>{t('booking.unchecked.detail')}</p>
            <SearchChecked />
          </Notice>
        ) : (
          <ReserveButton
            key={learnerId}
            {...{ slot, quote, asksFirst, learnerId, onRefused }}
            isParent
          />
        )
      }
    </ForWhom>
  ) : (
    <ReserveButton
      {...{ slot, quote, asksFirst, onRefused }}
      learnerId={undefined}
      isParent={false}
    />
  );
}
