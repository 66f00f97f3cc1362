import { useState } from 'react';
import { newIntent } from '@edu/client';
import { paymentDecidePaymentReview as fields } from '@edu/client/fields';
import { toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { ReasonForm } from '../reason-form.tsx';

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
  const decide = async (reason: string) => {
    await api.post('/api/v1/staff/risk/{id}/decide', {
      params: { path: { id } },
      ...{ body: { decision, reason }, intent },
    });
    toast(t('risk.done', { decision }));
    onDecided();
  };
  return (
    <ReasonForm
      field={fields['/reason']}
      means={t('risk.decide', { decision })}
      label={t('risk.reason')}
      hint={t('risk.reasonHint')}
      send={t('risk.send', { decision })}
      onSubmit={decide}
      onClose={onClose}
    />
  );
}
