import { useState } from 'react';
import { newIntent, type StaffBooking } from '@edu/client';
import { bookingDecideDispute as fields } from '@edu/client/fields';
import {
  fieldText,
  Form,
  MoneyText,
  SubmitButton,
  TextArea,
  TextField,
  toast,
  useReader,
} from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { DisputeMessage } from '../../lessons/outcome/dispute-message.tsx';

interface DisputeFormsProps {
  readonly id: string;
  readonly left: StaffBooking['left'];
  readonly reload: () => void;
}

/** Support writes to both sides, or decides whose the money is. */
export function DisputeForms({ id, left, reload }: DisputeFormsProps) {
  const { t } = useReader();
  const api = useApi();
  const [intent] = useState(newIntent);
  const params = { path: { id } };
  const decide = async (values: FormData) => {
    const refundPct = Number(fieldText(values, fields['/refundPct']));
    const reason = fieldText(values, fields['/reason']).trim();
    await api.post('/api/v1/staff/disputes/{id}/decide', {
      ...{ params, body: { refundPct, reason }, intent },
    });
    toast(t('site.saved'));
    reload();
  };
  return (
    <>
      <DisputeMessage
        send={async (body, once) => {
          await api.post('/api/v1/staff/disputes/{id}/messages', { params, body, intent: once });
          reload();
        }}
      />
      <h3>{t('staff.booking.decide')}</h3>
      <p>
        {t('staff.booking.left')}: <MoneyText money={left} />
      </p>
      <Form onSubmit={decide}>
        <TextField
          field={fields['/refundPct']}
          label={t('staff.booking.refundPct')}
          hint={t('staff.booking.refundPctHint')}
        />
        <TextArea
          field={fields['/reason']}
          label={t('staff.booking.reason')}
          hint={t('staff.booking.reasonHint')}
          rows={3}
          dir="auto"
        />
        <SubmitButton>{t('staff.booking.decideSend')}</SubmitButton>
      </Form>
    </>
  );
}
