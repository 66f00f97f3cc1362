import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newIntent, type BookingDetails } from '@edu/client';
import { bookingCancel } from '@edu/client/fields';
import {
  Dialog,
  fieldText,
  Form,
  MoneyText,
  QueryView,
  SubmitButton,
  TextArea,
  toast,
  useReader,
} from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { RefundsAhead } from './refunds-ahead.tsx';
import { useAsShown } from './use-as-shown.ts';

interface CancelDialogProps {
  readonly lesson: BookingDetails;
  /** What comes back is theirs. */
  readonly isPayer: boolean;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says what calling a lesson off gives back, and does it when that is confirmed. */
export function CancelDialog({
  lesson: { id, state, version },
  isPayer,
  name,
  onClose,
  onDone,
}: CancelDialogProps) {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const asShown = useAsShown(onDone);
  const [intent] = useState(newIntent);
  const preview = useQuery({
    queryKey: ['cancellation', id],
    queryFn: () =>
      api.get('/api/v1/bookings/{id}/cancellation-preview', { params: { path: { id } } }),
    // What it gives back depends on the minute.
    staleTime: 0,
    gcTime: 0,
  });
  const cancel = async (values: FormData) => {
    const reason = fieldText(values, bookingCancel['/reason']).trim();
    const params = { path: { id } };
    const order = { params, body: { reason }, intent, version };
    if (!(await asShown(() => api.post('/api/v1/bookings/{id}/cancel', order)))) return;
    toast(t('lessons.canceled'));
    onDone();
    await queries.invalidateQueries({
      predicate: ({ queryKey: [what] }) => what !== 'cancellation',
    });
  };
  return (
    <Dialog title={t('lessons.cancelTitle', { name })} onClose={onClose}>
      <QueryView query={preview}>
        {({ refund, refundPct, free, ahead }) => (
          <>
            {state !== 'confirmed' ? (
              <p>{t('lessons.cancelUnpaid')}</p>
            ) : (
              <p className="refund">
                {t(isPayer ? 'lessons.youGetBack' : 'lessons.theyGetBack')}{' '}
                <strong>
                  <MoneyText money={refund} />
                </strong>{' '}
                {t('lessons.refundPart', { percent: refundPct, free: free ? 'yes' : 'no' })}
              </p>
            )}
            {state !== 'pending' && ahead.length > 1 && <RefundsAhead steps={ahead} />}
            <Form onSubmit={cancel}>
              <TextArea
                field={bookingCancel['/reason']}
                label={t('lessons.reason')}
                hint={t('lessons.reasonHint')}
                rows={3}
                dir="auto"
              />
              <SubmitButton>{t('lessons.cancelConfirm')}</SubmitButton>
            </Form>
          </>
        )}
      </QueryView>
    </Dialog>
  );
}
