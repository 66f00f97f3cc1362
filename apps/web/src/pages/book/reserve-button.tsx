import { useState } from 'react';
import { ApiError } from '@edu/client';
import { useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { intentIsOver, intentOf } from '../../island/kept-intent.ts';
import { PressOnce } from '../../island/press-once.tsx';
import { AskParents } from './ask-parents.tsx';
import { SearchChecked } from './search-checked.tsx';
import { wishOf, type WantedSlot } from './slot-link.ts';

interface ReserveButtonProps {
  readonly slot: WantedSlot;
  /** Proves the price and the terms that the page shows. */
  readonly quote: string | undefined;
  /** The provider accepts it first: nothing is paid yet. */
  readonly asksFirst: boolean;
  /** The child that learns; undefined for whoever is signed in. */
  readonly learnerId: string | undefined;
  /** A parent, who may book beyond the caps as well. */
  readonly isParent: boolean;
  /** What the page shows is no longer so. */
  readonly onRefused: () => void;
}

/** Holds the slot, once however often it is pressed, and goes on to paying. */
export function ReserveButton(props: ReserveButtonProps) {
  const { slot, quote, asksFirst, learnerId, isParent, onRefused } = props;
  const { locale, t } = useReader();
  const api = useApi();
  const [beyondCaps, setBeyondCaps] = useState(false);
  const reserve = async () => {
    const { providerId, startsAt, minutes, mode, trial, subject } = slot;
    const wish = [wishOf(slot), learnerId, beyondCaps || ''].join(' ');
    try {
      const { id, state } = await api.post('/api/v1/bookings', {
        body: {
          ...{ providerId, startsAt, durationMinutes: minutes, mode, trial, subject },
          ...{ learnerId, beyondCaps, quote },
        },
        intent: intentOf(wish),
      });
      // From here on the booking itself says that it was made.
      intentIsOver(wish);
      // In place of this page: back leads to where the slot was chosen.
      location.replace(`/${locale}/lessons/${id}${state === 'pending' ? '/pay' : ''}`);
      return true;
    } catch (failure) {
      if (isParent && failure instanceof ApiError && failure.is('booking.beyond_caps')) {
        setBeyondCaps(true);
      }
      const isOutdated = failure instanceof ApiError && failure.is('booking.quote_outdated');
      if (isOutdated || isNews(failure)) onRefused();
      // The page shows the new price, and says that it is one.
      if (isOutdated || !isNews(failure)) throw failure;
      return false;
    }
  };
  return (
    <PressOnce
      label={t(
        beyondCaps ? 'booking.beyondCaps' : asksFirst ? 'booking.request.ask' : 'booking.reserve',
      )}
      busyLabel={t('booking.reserving')}
      hint={t(asksFirst ? 'booking.request.hint' : 'booking.reserveHint')}
      onPress={reserve}
      help={(error) =>
        isAboutMine(error) ? (
          <a href={`/${locale}/lessons`}>{t('booking.myHolds')}</a>
        ) : error instanceof ApiError && error.is('booking.trial_used') ? (
          <a href={`/${locale}/providers/${slot.providerId}#times`}>{t('booking.usualLesson')}</a>
        ) : error instanceof ApiError && error.is('booking.identity_unchecked') ? (
          <SearchChecked />
        ) : (
          !isParent &&
          error instanceof ApiError &&
          error.is('booking.beyond_caps') && <AskParents slot={slot} />
        )
      }
    />
  );
}

/** Whether a refusal means that the page shows something that is no longer so. */
function isNews(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.is(
      'booking.slot_taken',
      'booking.own_lesson',
      'availability.slot_not_offered',
      'availability.no_schedule',
    )
  );
}

/** Whether what stands in the way is among my own lessons. */
function isAboutMine(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.is('booking.learner_busy', 'booking.too_many_holds', 'booking.too_many_holds_of_provider')
  );
}
