import { useState } from 'react';
import { newIntent } from '@edu/client';
import { paymentDecideChargeback as fields } from '@edu/client/fields';
import { toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { ReasonForm } from '../reason-form.tsx';

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
  const decide = async (reason: string) => {
    await api.post('/api/v1/staff/chargebacks/{id}/decide', {
      params: { path: { id } },
      ...{ body: { decision, reason }, intent },
    });
    toast(t('chargebacks.decided', { decided: decision }));
    onDecided();
  };
  return (
    <ReasonForm
      field={fields['/reason']}
      means={t('chargebacks.means', { decision })}
      label={t('chargebacks.words', { decision })}
      hint={t('chargebacks.wordsHint', { decision })}
      send={t('chargebacks.send', { decision })}
      onSubmit={decide}
      onClose={onClose}
    />
  );
}
