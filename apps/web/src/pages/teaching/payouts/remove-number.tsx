import type { PayoutAccount } from '@edu/client';
import { Form, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';

interface RemoveNumberProps {
  readonly currency: PayoutAccount['currency'];
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

/** What it means to have no number stands there before it is gone. */
export function RemoveNumber({ currency, onRemoved, onClose }: RemoveNumberProps) {
  const { t } = useReader();
  const api = useApi();
  const remove = async () => {
    await api.delete('/api/v1/me/payouts/accounts/{currency}', { params: { path: { currency } } });
    toast(t('payouts.account.removed'));
    onRemoved();
  };
  return (
    <Form onSubmit={remove}>
      <p>
        <strong>{t('payouts.account.remove.title')}</strong>
      </p>
      <p>{t('payouts.account.remove.what')}</p>
      <SubmitButton>{t('payouts.account.remove.yes')}</SubmitButton>
      <button type="button" className="quiet" onClick={onClose}>
        {t('payouts.account.cancel')}
      </button>
    </Form>
  );
}
