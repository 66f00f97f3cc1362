import { useState } from 'react';
import { newIntent, type StaffBooking } from '@edu/client';
import { bookingWaive as fields } from '@edu/client/fields';
import {
  Dialog,
  fieldText,
  Form,
  MoneyText,
  SubmitButton,
  TextArea,
  toast,
  useReader,
} from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';

interface WaiveDialogProps {
  readonly id: string;
  readonly left: StaffBooking['left'];
  readonly onDone: (changed: StaffBooking) => void;
  readonly onClose: () => void;
}

/** Says what goes back, and calls a booking off when that is confirmed with a reason. */
export function WaiveDialog({ id, left, onDone, onClose }: WaiveDialogProps) {
  const { t } = useReader();
  const api = useApi();
  const [intent] = useState(newIntent);
  const waive = async (values: FormData) => {
    const reason = fieldText(values, fields['/reason']).trim();
    const params = { path: { id } };
    const changed = await api.post('/api/v1/staff/bookings/{id}/cancel', {
      ...{ params, body: { reason }, intent },
    });
    toast(t('lessons.canceled'));
    onDone(changed);
  };
  return (
    <Dialog title={t('staff.booking.waiveTitle')} onClose={onClose}>
      <p className="refund">
        {t('staff.booking.waiveGives')}{' '}
        <strong>
          <MoneyText money={left} />
        </strong>
      </p>
      <p>{t('staff.booking.waiveMeans')}</p>
      <Form onSubmit={waive}>
        <TextArea
          field={fields['/reason']}
          label={t('staff.booking.reason')}
          hint={t('staff.booking.waiveReasonHint')}
          rows={3}
          dir="auto"
        />
        <SubmitButton>{t('staff.booking.waiveConfirm')}</SubmitButton>
      </Form>
    </Dialog>
  );
}
