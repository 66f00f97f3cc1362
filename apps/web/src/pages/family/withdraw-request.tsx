import type { Approval } from '@edu/client';
import { Form, SubmitButton, toast, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

interface WithdrawRequestProps {
  readonly request: Approval;
  readonly onWithdrawn: () => Promise<unknown>;
}

/** A child no longer wants what it asked for. */
export function WithdrawRequest({ request: { id }, onWithdrawn }: WithdrawRequestProps) {
  const t = useTexts();
  const api = useApi();
  const withdraw = async () => {
    const params = { path: { approvalId: id } };
    await api.post('/api/v1/approvals/{approvalId}/withdraw', { params });
    toast(t('family.requests.withdrawn'));
    await onWithdrawn();
  };
  return (
    <Form onSubmit={withdraw}>
      <SubmitButton>{t('family.requests.withdraw')}</SubmitButton>
    </Form>
  );
}
