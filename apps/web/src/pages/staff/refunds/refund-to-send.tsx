import { useState } from 'react';
import { newIntent, type StaffRefund } from '@edu/client';
import { paymentSendRefund as fields } from '@edu/client/fields';
import {
  deviceZone,
  fieldText,
  Form,
  MoneyText,
  SubmitButton,
  TextField,
  TimeText,
  toast,
  useReader,
} from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';

interface RefundToSendProps {
  readonly refund: StaffRefund;
  readonly onSent: () => void;
}

/** How much goes to whom, and from where; and that it is sent. */
export function RefundToSend({ refund, onSent }: RefundToSendProps) {
  const { t } = useReader();
  const { id, amount, charged, payerName, payerId, byLink, psp, pspRef, failure } = refund;
  const { state, offeredAt } = refund;
  const [sends, setSends] = useState(false);
  return (
    <li className="card" data-refund={id}>
      <h2>
        <MoneyText money={charged ?? amount} />
      </h2>
      <p>
        <strong>{t('credit.staff.state', { state })}</strong>
        <br />
        {byLink
          ? t('credit.staff.by_link')
          : t('credit.staff.payer', { name: payerName ?? payerId })}
        <br />
        {t('credit.staff.from', { psp, ref: pspRef ?? '–' })}
        <br />
        <TimeText at={offeredAt} zone={deviceZone()} />
      </p>
      <p className="field-hint">
        {t('credit.staff.why')} <code>{failure}</code>
      </p>
      {sends ? (
        <SentForm {...{ id, onSent }} onClose={() => setSends(false)} />
      ) : (
        <button type="button" onClick={() => setSends(true)}>
          {t('credit.staff.sent')}
        </button>
      )}
    </li>
  );
}

interface SentFormProps {
  readonly id: string;
  readonly onSent: () => void;
  readonly onClose: () => void;
}

function SentForm({ id, onSent, onClose }: SentFormProps) {
  const { t } = useReader();
  const api = useApi();
  const [intent] = useState(newIntent);
  const field = fields['/reference'];
  const note = async (values: FormData) => {
    const reference = fieldText(values, field).trim();
    await api.post('/api/v1/staff/refunds/{id}/sent', {
      params: { path: { id } },
      ...{ body: { reference }, intent },
    });
    toast(t('credit.staff.done'));
    onSent();
  };
  return (
    <Form onSubmit={note}>
      <TextField
        field={field}
        label={t('credit.staff.reference')}
        hint={t('credit.staff.referenceHint')}
        autoComplete="off"
      />
      <SubmitButton>{t('credit.staff.confirm')}</SubmitButton>
      <button type="button" className="quiet" onClick={onClose}>
        {t('site.close')}
      </button>
    </Form>
  );
}
