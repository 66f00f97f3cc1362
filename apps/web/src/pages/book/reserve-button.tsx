import { lazy, Suspense, useState } from 'react';
import { ApiError, type Booking } from '@edu/client';
import { deviceZone, TimeText, useReader } from '@edu/ui';
import { intentIsOver, intentOf } from '../../island/kept-intent.ts';
import { PressOnce } from '../../island/press-once.tsx';
import { SearchChecked } from './search-checked.tsx';
import { slotPath, type WantedSlot } from './slot-link.ts';

const AskParents = lazy(async () => ({
  default: (await import('./ask-parents.tsx')).AskParents,
}));

interface ReserveButtonProps {
  /** Names what is wished for: the same after a reload. */
  readonly wish: string;
  readonly post: (beyondCaps: boolean, intent: string) => Promise<Pick<Booking, 'id' | 'state'>>;
  /** What a child may ask its parents for; a seat is not. */
  readonly slot?: WantedSlot;
  /** The provider accepts it first: nothing is paid yet. */
  readonly asksFirst?: boolean;
  /** A parent, who may book beyond the caps as well. */
  readonly isParent: boolean;
  /** What the page shows is no longer so. */
  readonly onRefused: () => void;
}

/** Holds the time, once however often it is pressed, and goes on to paying. */
export function ReserveButton(props: ReserveButtonProps) {
  const { wish, post, slot, asksFirst = false, isParent, onRefused } = props;
  const { locale, t } = useReader();
  const [beyondCaps, setBeyondCaps] = useState(false);
  const reserve = async () => {
    const whole = [wish, beyondCaps || ''].join(' ');
    try {
      const { id, state } = await post(beyondCaps, intentOf(whole));
      // From here on the booking itself says that it was made.
      intentIsOver(whole);
      // In place of this page: back leads to where the time was chosen.
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
          <>
            {slot && <BothFree slot={slot} error={error} />}
            <a href={`/${locale}/lessons`}>{t('booking.myHolds')}</a>
          </>
        ) : error instanceof ApiError && error.is('booking.trial_used') && slot ? (
          <a href={`/${locale}/providers/${slot.providerId}#times`}>{t('booking.usualLesson')}</a>
        ) : error instanceof ApiError && error.is('booking.identity_unchecked') ? (
          <SearchChecked />
        ) : (
          !isParent &&
          slot &&
          error instanceof ApiError &&
          error.is('booking.beyond_caps') && (
            <Suspense fallback={null}>
              <AskParents slot={slot} />
            </Suspense>
          )
        )
      }
    />
  );
}

/** The nearest time at which both are free, where the refusal names one: a link to booking that. */
function BothFree({ slot, error }: { readonly slot: WantedSlot; readonly error: ApiError }) {
  const { locale, t } = useReader();
  const { nearest } = error.params;
  if (typeof nearest !== 'string') return null;
  return (
    <p>
      <span>{t('booking.bothFree')}</span>{' '}
      <a href={`/${locale}${slotPath({ ...slot, startsAt: nearest })}`}>
        <TimeText at={nearest} zone={deviceZone()} />
      </a>
    </p>
  );
}

/** Whether a refusal means that the page shows something that is no longer so. */
function isNews(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.is(
      'booking.slot_taken',
      'booking.own_lesson',
      'booking.group_full',
      'booking.group_over',
      'availability.slot_not_offered',
      'availability.no_schedule',
    )
  );
}

/** Whether what stands in the way is among my own lessons. */
function isAboutMine(error: unknown): error is ApiError {
  return (
    error instanceof ApiError &&
    error.is('booking.learner_busy', 'booking.too_many_holds', 'booking.too_many_holds_of_provider')
  );
}
