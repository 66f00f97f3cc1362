import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Booking, BookingDetails, newIntent } from '@edu/client';
import { Dialog, QueryView, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { MAX_MOVES } from './max-moves.ts';
import { wasMissed } from './move-cost.ts';
import { MoveForm, type NewTime } from './move-form.tsx';
import { useAsShown } from './use-as-shown.ts';

interface MoveDialogProps {
  readonly lesson: BookingDetails;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Puts a paid lesson at another free time, and says before what that changes of the price. */
export function MoveDialog({ lesson, name, onClose, onDone }: MoveDialogProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const asShown = useAsShown(onDone);
  const { id, version } = lesson;
  const params = { path: { id } };
  const cancellation = useQuery({
    queryKey: ['cancellation', id],
    queryFn: () => api.get('/api/v1/bookings/{id}/cancellation-preview', { params }),
    enabled: !wasMissed(lesson),
    // Whether it is still free depends on the minute.
    staleTime: 0,
    gcTime: 0,
  });
  const move = async (body: NewTime, intent: ReturnType<typeof newIntent>) => {
    const order = { params, body, intent, version };
    let held: Booking['heldMove'];
    const isDone = await asShown(async () => {
      ({ heldMove: held } = await api.post('/api/v1/bookings/{id}/reschedule', order));
    });
    if (!isDone) return;
    // What it costs more is paid as any lesson is; then the lesson is there.
    if (held) return location.assign(`/${locale}/lessons/${held.bookingId}/pay`);
    toast(t('lessons.moved'));
    onDone();
    await queries.invalidateQueries({
      predicate: ({ queryKey: [what] }) => what !== 'cancellation',
    });
  };
  return (
    <Dialog title={t('lessons.moveTitle', { name })} onClose={onClose}>
      {wasMissed(lesson) ? (
        <>
          <p>{t('outcome.newTimeMeans')}</p>
          <MoveForm lesson={lesson} onMove={move} />
        </>
      ) : (
        <QueryView query={cancellation}>
          {({ free, refundPct }) =>
            free ? (
              <>
                <p>{t('lessons.movesLeft', { left: MAX_MOVES - lesson.reschedules })}</p>
                <MoveForm lesson={lesson} onMove={move} />
              </>
            ) : (
              <p>{t('lessons.moveLate', { percent: refundPct })}</p>
            )
          }
        </QueryView>
      )}
    </Dialog>
  );
}
