import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newIntent, type BookingDetails } from '@edu/client';
import { deviceZone, ErrorNotice, timeText, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { DeclineDialog } from './decline-dialog.tsx';
import type { Side } from './lesson-queries.ts';
import { ProposeDialog } from './propose-dialog.tsx';
import { useAsShown } from './use-as-shown.ts';

interface RequestAnswerProps {
  readonly lesson: BookingDetails;
  readonly as: Side;
  /** It is different from what is shown. */
  readonly reload: () => void;
}

/** Until when a request or a proposal waits, and the answers of whoever is to give one. */
export function RequestAnswer({ lesson, as, reload }: RequestAnswerProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const [intent] = useState(newIntent);
  const [open, setOpen] = useState<'decline' | 'propose'>();
  const { id, state, answerBy, askedStartsAt, version } = lesson;
  const isProvider = as === 'provider';
  const isMine = isProvider ? state === 'requested' : state === 'proposed';
  const answered = async () => {
    setOpen(undefined);
    reload();
    await queries.invalidateQueries({ queryKey: ['requests'] });
  };
  const asShown = useAsShown(() => void answered());
  const accept = useMutation({
    mutationFn: () =>
      asShown(() =>
        // A parent sees the time and the price, so that a yes is one beyond the caps as well.
        api.post('/api/v1/bookings/{id}/accept', {
          ...{ params: { path: { id } }, body: { beyondCaps: as === 'parent' }, intent, version },
        }),
      ),
    onSuccess: async (isDone) => {
      if (!isDone) return;
      toast(t('lessons.request.accepted'));
      await answered();
    },
  });
  const at = (instant: string) => timeText(instant, deviceZone(), locale, 'both');
  return (
    <section className="request" aria-label={t('lessons.request.title')}>
      {askedStartsAt && (
        <p>
          {t('lessons.request.askedFor', {
            by: isProvider ? 'other' : 'me',
            at: at(askedStartsAt),
          })}
        </p>
      )}
      {answerBy && (
        <p className="field-hint">
          {t('lessons.request.until', { who: isMine ? 'me' : 'other', at: at(answerBy) })}
        </p>
      )}
      {accept.error !== null && <ErrorNotice error={accept.error} />}
      {isMine && (
        <div className="actions">
          <button
            type="button"
            aria-disabled={accept.isPending}
            aria-busy={accept.isPending}
            onClick={() => !accept.isPending && accept.mutate()}
          >
            {t('lessons.request.accept')}
          </button>
          {isProvider && (
            <button type="button" className="quiet" onClick={() => setOpen('propose')}>
              {t('lessons.request.propose')}
            </button>
          )}
          <button type="button" className="danger" onClick={() => setOpen('decline')}>
            {t('lessons.request.decline')}
          </button>
        </div>
      )}
      {open === 'decline' && (
        <DeclineDialog
          lesson={lesson}
          onClose={() => setOpen(undefined)}
          onDone={() => void answered()}
        />
      )}
      {open === 'propose' && (
        <ProposeDialog
          lesson={lesson}
          onClose={() => setOpen(undefined)}
          onDone={() => void answered()}
        />
      )}
    </section>
  );
}
