import { useState } from 'react';
import { newIntent } from '@edu/client';
import { paymentLiftReserve as fields } from '@edu/client/fields';
import { toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { ReasonForm } from '../reason-form.tsx';

interface LiftFormProps {
  readonly id: string;
  readonly onLifted: () => void;
  readonly onClose: () => void;
}

/** Why nothing more is kept. */
export function LiftForm({ id, onLifted, onClose }: LiftFormProps) {
  const { t } = useReader();
  const api = useApi();
  const [intent] = useState(newIntent);
  const lift = async (reason: string) => {
    const params = { path: { id } };
    await api.post('/api/v1/staff/reserves/{id}/lift', { params, body: { reason }, intent });
    toast(t('reserves.lifted'));
    onLifted();
  };
  return (
    <ReasonForm
      field={fields['/reason']}
      means={t('reserves.liftMeans')}
      hint={t('reserves.liftHint')}
      send={t('reserves.lift')}
      onSubmit={lift}
      onClose={onClose}
    />
  );
}
