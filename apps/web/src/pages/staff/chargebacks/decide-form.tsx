import { useState } from 'react';
import { newIntent } from '@edu/client';
import { paymentDecideChargeback as fields } from '@edu/client/fields';
import { fieldText, Form, SubmitButton, TextArea, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';

export type Decision = 'answer' | 'accept';

interface DecideFormProps {
  readonly id: string;
  readonly decision: Decision;
  readonly onDecided: () => void;
  readonly onClose: () => void;
}

/** What is said to the bank, or why it keeps the money. */
export function DecideForm({ id, decision, onDecided, onClose }: DecideFormProps) {
  const { t } = useReader();
  const api = useApi();
  const [intent] = useState(newIntent);
  const decide = async (values: FormData) => {
    const reason = fieldText(values, fields['/reason']).trim();
    await api.post('/api/v1/staff/chargebacks/{id}/decide', {
      params: { path: { id } },
      ...{ body: { decision, reason }, intent },
    });
    toast(t('chargebacks.decided', { decided: decision }));
    onDecided();
  };
  return (
    <Form onSubmit={decide}>
      <p>{t('chargebacks.means', { decision })}</p>
      <TextArea
        field={fields['/reason']}
        label={t('chargebacks.words', { decision })}
        hint={t('chargebacks.wordsHint', { decision })}
        rows={3}
        dir="auto"
      />
      <SubmitButton>{t('chargebacks.send', { decision })}</SubmitButton>
      <button type="button" className="quiet" onClick={onClose}>
        {t('site.close')}
      </button>
    </Form>
  );
}
