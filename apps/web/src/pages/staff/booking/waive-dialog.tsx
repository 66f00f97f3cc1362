import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newIntent, type StaffBooking } from '@edu/client';
import { bookingWaive as fields } from '@edu/client/fields';
import {
  Choice,
  Dialog,
  fieldText,
  Form,
  QueryView,
  SubmitButton,
  TextArea,
  toast,
  useReader,
} from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { WaiverSums } from './waiver-sums.tsx';

interface WaiveDialogProps {
  readonly id: string;
  readonly onDone: (changed: StaffBooking) => void;
  readonly onClose: () => void;
}

/** Says where the money goes, and calls a booking off when that is confirmed with a reason. */
export function WaiveDialog({ id, onDone, onClose }: WaiveDialogProps) {
  const { t } = useReader();
  const api = useApi();
  const [intent] = useState(newIntent);
  const [bornBy, setBornBy] = useState<'provider' | 'platform'>('provider');
  const params = { path: { id } };
  const preview = useQuery({
    queryKey: ['waiver', id, bornBy],
    queryFn: ({ signal }) =>
      api.get('/api/v1/staff/bookings/{id}/cancellation-preview', {
        params: { ...params, query: { bornBy } },
        signal,
      }),
    // Money may go back meanwhile.
    staleTime: 0,
    gcTime: 0,
  });
  const waive = async (values: FormData) => {
    const reason = fieldText(values, fields['/reason']).trim();
    const changed = await api.post('/api/v1/staff/bookings/{id}/cancel', {
      ...{ params, body: { reason, bornBy }, intent },
    });
    toast(t('lessons.canceled'));
    onDone(changed);
  };
  return (
    <Dialog title={t('staff.booking.waiveTitle')} onClose={onClose}>
      <Form onSubmit={waive}>
        <Choice
          field={fields['/bornBy']}
          legend={t('staff.booking.bornBy')}
          defaultValue="provider"
          options={(['provider', 'platform'] as const).map((value) => ({
            value,
            label: t(`staff.booking.bornBy.${value}`),
          }))}
          onChange={(value) => setBornBy(value === 'platform' ? value : 'provider')}
        />
        <QueryView query={preview}>
          {(sums) => <WaiverSums sums={sums} bornBy={bornBy} />}
        </QueryView>
        <TextArea
          field={fields['/reason']}
          label={t('staff.booking.reason')}
          hint={t('staff.booking.waiveReasonHint')}
          rows={3}
          dir="auto"
        />
        {preview.isSuccess && <SubmitButton>{t('staff.booking.waiveConfirm')}</SubmitButton>}
      </Form>
    </Dialog>
  );
}
