import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newIntent } from '@edu/client';
import { bookingCancelSeries as fields } from '@edu/client/fields';
import {
  deviceZone,
  Dialog,
  fieldText,
  Form,
  MoneyText,
  QueryView,
  SubmitButton,
  TextArea,
  TimeText,
  toast,
  useReader,
} from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

/** Which lessons of a series. */
export type Chosen =
  { readonly scope: 'all' } | { readonly scope: 'following'; readonly bookingId: string };

interface CancelSeriesProps {
  readonly seriesId: string;
  readonly chosen: Chosen;
  /** What comes back is theirs. */
  readonly isPayer: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says which lessons end and what that gives back, and ends them when that is confirmed. */
export function CancelSeries({ seriesId, chosen, isPayer, onClose, onDone }: CancelSeriesProps) {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const [intent] = useState(newIntent);
  const path = { seriesId };
  const preview = useQuery({
    queryKey: ['series cancellation', seriesId, chosen],
    queryFn: () =>
      api.get('/api/v1/series/{seriesId}/cancellation-preview', {
        params: { path, query: chosen },
      }),
    // What it gives back depends on the minute.
    staleTime: 0,
    gcTime: 0,
  });
  const cancel = async (values: FormData) => {
    const reason = fieldText(values, fields['/reason']).trim();
    await api.post('/api/v1/series/{seriesId}/cancel', {
      ...{ params: { path }, body: { ...chosen, reason }, intent },
    });
    toast(t('series.canceled'));
    onDone();
    await queries.invalidateQueries({
      predicate: ({ queryKey: [what] }) => what !== 'series cancellation',
    });
  };
  return (
    <Dialog title={t('series.cancelTitle')} onClose={onClose}>
      <QueryView query={preview}>
        {({ refund, lessons }) => (
          <>
            <p>{t('series.ends', { count: lessons.length })}</p>
            {lessons.some(({ wasPaid }) => wasPaid) ? (
              <>
                <p className="refund">
                  {t(isPayer ? 'lessons.youGetBack' : 'lessons.theyGetBack')}{' '}
                  <strong>
                    <MoneyText money={refund} />
                  </strong>
                </p>
                <ul>
                  {lessons
                    .filter(({ wasPaid }) => wasPaid)
                    .map((lesson) => (
                      <li key={lesson.bookingId}>
                        <TimeText at={lesson.startsAt} zone={deviceZone()} shape="day" />:{' '}
                        <MoneyText money={lesson.refund} /> ({lesson.refundPct}
                        {'\u00a0'}%)
                      </li>
                    ))}
                </ul>
              </>
            ) : (
              <p>{t('lessons.cancelUnpaid')}</p>
            )}
            <Form onSubmit={cancel}>
              <TextArea
                field={fields['/reason']}
                label={t('lessons.reason')}
                hint={t('lessons.reasonHint')}
                rows={3}
                dir="auto"
              />
              <SubmitButton>{t('series.cancelConfirm')}</SubmitButton>
            </Form>
          </>
        )}
      </QueryView>
    </Dialog>
  );
}
