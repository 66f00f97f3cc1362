import { useState } from 'react';
import { newIntent } from '@edu/client';
import { paymentDecidePaymentReview as fields } from '@edu/client/fields';
import { fieldText, Form, SubmitButton, TextArea, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';

export type Decision = 'release' | 'refund';

interface DecideFormProps {
  readonly id: string;
  readonly decision: Decision;
  readonly onDecided: () => void;
  readonly onClose: () => void;
}

/** Why a payment is released or sent back. */
export function DecideForm({ id, decision, onDecided, onClose }: DecideFormProps) {
  const { t } = useReader();
  const api = useApi();
  const [intent] = useState(newIntent);
  const decide = async (values: FormData) => {
    const reason = fieldText(values, fields['/reason']).trim();
    await api.post('/api/v1/staff/risk/{id}/decide', {
      params: { path: { id } },
      ...{ body: { decision, reason }, intent },
    });
    toast(t('risk.done', { decision }));
    onDecided();
  };
  return (
    <Form onSubmit={decide}>
      <p>{t('risk.decide', { decision })}</p>
      <TextArea
        field={fields['/reason']}
        label={t('risk.reason')}
        hint={t('risk.reasonHint')}
        rows={3}
        dir="auto"
      />
      <SubmitButton>{t('risk.send', { decision })}</SubmitButton>
      <button type="button" className="quiet" onClick={onClose}>
        {t('site.close')}
      </button>
    </Form>
  );
}
