import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, newIntent, type BookingDetails } from '@edu/client';
import { bookingAcceptReschedule } from '@edu/client/fields';
import { Choice, deviceZone, ErrorNotice, timeText, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import type { Side } from '../lesson-queries.ts';
import { useAsShown } from '../use-as-shown.ts';

interface OpenProposalProps {
  readonly lesson: Pick<BookingDetails, 'id' | 'version'>;
  readonly proposal: NonNullable<BookingDetails['rescheduleProposal']>;
  readonly as: Side;
  /** It is different from what is shown. */
  readonly reload: () => void;
}

const LEAVING = { learner: 'decline', parent: 'decline', provider: 'withdraw' } as const;
const LEFT = {
  decline: 'lessons.proposal.declined',
  withdraw: 'lessons.proposal.withdrawn',
} as const;

/** What a provider proposes instead of a lesson’s time, and the answers of whoever reads. */
export function OpenProposal({ lesson: { id, version }, proposal, as, reload }: OpenProposalProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const [start, setStart] = useState(proposal.starts[0]!);
  const [intent, setIntent] = useState(newIntent);
  const at = (instant: string) => timeText(instant, deviceZone(), locale, 'both');
  const isProvider = as === 'provider';
  const leaving = LEAVING[as];
  const params = { path: { id } };
  const asShown = useAsShown(reload);
  const done = async (text: 'lessons.proposal.accepted' | (typeof LEFT)[keyof typeof LEFT]) => {
    toast(t(text));
    reload();
    await queries.invalidateQueries();
  };
  const accept = useMutation({
    mutationFn: () =>
      asShown(() =>
        api.post('/api/v1/bookings/{id}/reschedule-proposal/accept', {
          ...{ params, body: { startsAt: start }, intent, version },
        }),
      ),
    onSuccess: (isDone) => isDone && done('lessons.proposal.accepted'),
    onError: () => setIntent(newIntent()),
  });
  const leave = useMutation({
    mutationFn: () =>
      asShown(() =>
        api.post(`/api/v1/bookings/{id}/reschedule-proposal/${leaving}`, {
          ...{ params, body: {}, intent, version },
        }),
      ),
    onSuccess: (isDone) => isDone && done(LEFT[leaving]),
    onError: () => setIntent(newIntent()),
  });
  const isBusy = accept.isPending || leave.isPending;
  const error = accept.error ?? leave.error;
  const nearest = nearestOf(error);
  return (
    <section className="request" aria-label={t('lessons.proposal.title')}>
      <p>{t(isProvider ? 'lessons.proposal.byMe' : 'lessons.proposal.byProvider')}</p>
      <blockquote dir="auto">{proposal.reason}</blockquote>
      {isProvider ? (
        <ul>
          {proposal.starts.map((time) => (
            <li key={time}>{at(time)}</li>
          ))}
        </ul>
      ) : (
        <>
          <Choice
            field={bookingAcceptReschedule['/startsAt']}
            legend={t('lessons.proposal.which')}
            options={proposal.starts.map((time) => ({ value: time, label: at(time) }))}
            defaultValue={start}
            onChange={(time) => {
              setStart(time);
              setIntent(newIntent());
            }}
          />
          <p className="field-hint">{t('lessons.proposal.costs')}</p>
        </>
      )}
      <p className="field-hint">
        {t('lessons.proposal.until', {
          who: isProvider ? 'other' : 'me',
          at: at(proposal.answerBy),
        })}
      </p>
      {error !== null && <ErrorNotice error={error} />}
      {nearest && <p>{t('lessons.proposal.nearest', { at: at(nearest) })}</p>}
      <div className="actions">
        {!isProvider && (
          <button type="button" aria-disabled={isBusy} onClick={() => !isBusy && accept.mutate()}>
            {t('lessons.proposal.accept')}
          </button>
        )}
        <button
          type="button"
          className="quiet"
          aria-disabled={isBusy}
          onClick={() => !isBusy && leave.mutate()}
        >
          {t(`lessons.proposal.${leaving}`)}
        </button>
      </div>
    </section>
  );
}

/** The free time that a refusal names, if it names one. */
function nearestOf(error: Error | null): string | undefined {
  if (!(error instanceof ApiError) || !error.is('booking.proposed_time_gone')) return undefined;
  const { nearest } = error.params;
  return typeof nearest === 'string' ? nearest : undefined;
}
