import { useState } from 'react';
import { newIntent } from '@edu/client';
import { paymentRefuseAdjustment as fields } from '@edu/client/fields';
import { Form, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { ReasonForm } from '../reason-form.tsx';

interface DecideFormProps {
  readonly id: string;
  readonly onDecided: () => void;
}

/** The second person says yes, or no with a reason. */
export function DecideForm({ id, onDecided }: DecideFormProps) {
  const { t } = useReader();
  const api = useApi();
  const [intent] = useState(newIntent);
  const [refuses, setRefuses] = useState(false);
  const params = { path: { id } };
  const approve = async () => {
    await api.post('/api/v1/staff/adjustments/{id}/approve', { params, intent });
    toast(t('adjustments.approved'));
    onDecided();
  };
  const refuse = async (reason: string) => {
    await api.post('/api/v1/staff/adjustments/{id}/refuse', { params, body: { reason }, intent });
    toast(t('adjustments.refused'));
    onDecided();
  };
  if (refuses) {
    return (
      <ReasonForm
        field={fields['/reason']}
        hint={t('adjustments.refusalHint')}
        onSubmit={refuse}
        onClose={() => setRefuses(false)}
      />
    );
  }
  return (
    <Form onSubmit={approve}>
      <SubmitButton>{t('adjustments.approve')}</SubmitButton>
      <button type="button" className="quiet" onClick={() => setRefuses(true)}>
        {t('adjustments.refuse')}
      </button>
    </Form>
  );
}
