import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newIntent, type BookingDetails } from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import { ErrorNotice, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { HoldCountdown } from './hold-countdown.tsx';
import { LessonTime } from './lesson-time.tsx';

interface HeldMoveProps {
  readonly move: NonNullable<BookingDetails['heldMove']>;
  readonly isProvider: boolean;
  readonly isPayer: boolean;
  /** It would take the place of a lesson to which the provider did not come. */
  readonly isMissed: boolean;
  /** It is different from what is shown. */
  readonly reload: () => void;
}

/** Another time that is held for a lesson until what it costs more is paid. */
export function HeldMove({ move, isProvider, isPayer, isMissed, reload }: HeldMoveProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const [intent] = useState(newIntent);
  const { bookingId: id, startsAt, endsAt, difference, payUntil } = move;
  const giveUp = useMutation({
    mutationFn: () =>
      api.post('/api/v1/bookings/{id}/cancel', { params: { path: { id } }, body: {}, intent }),
    onSuccess: async () => {
      toast(t(isMissed ? 'lessons.held.insteadGivenUp' : 'lessons.held.givenUp'));
      reload();
      await queries.invalidateQueries();
    },
  });
  return (
    <section className="request" aria-label={t('lessons.held.title')}>
      <p>{t('lessons.held.title')}</p>
      <LessonTime startsAt={startsAt} endsAt={endsAt} />
      <p className="field-hint">
        {t(isMissed ? 'lessons.held.insteadMeans' : 'lessons.held.means', {
          difference: formatMoney(difference, locale),
        })}
      </p>
      {giveUp.error && <ErrorNotice error={giveUp.error} />}
      {!isProvider && (
        <div className="actions">
          {isPayer && (
            <a className="button" href={`/${locale}/lessons/${id}/pay`}>
              {t('lessons.payNow')}
            </a>
          )}
          <HoldCountdown until={payUntil} onOver={reload} />
          <button
            type="button"
            className="quiet"
            aria-disabled={giveUp.isPending}
            onClick={() => !giveUp.isPending && giveUp.mutate()}
          >
            {t(isMissed ? 'lessons.held.insteadGiveUp' : 'lessons.held.giveUp')}
          </button>
        </div>
      )}
    </section>
  );
}
