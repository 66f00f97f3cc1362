import { useState } from 'react';
import { newIntent, type StaffPayout } from '@edu/client';
import { paymentRefusePayout as fields } from '@edu/client/fields';
import { Form, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { PayoutFacts } from './payout-facts.tsx';
import { ReasonForm } from '../reason-form.tsx';

interface PayoutToApproveProps {
  readonly payout: StaffPayout;
  /** Who looks at it. */
  readonly me: string;
  readonly onDecided: () => void;
}

/** A large payout: two people say yes, or one stops it. */
export function PayoutToApprove({ payout, me, onDecided }: PayoutToApproveProps) {
  const { t } = useReader();
  const api = useApi();
  const [intent] = useState(newIntent);
  const [stops, setStops] = useState(false);
  const params = { path: { id: payout.id } };
  const approve = async () => {
    await api.post('/api/v1/staff/payouts/{id}/approve', { params, intent });
    toast(t('payouts.staff.approved'));
    onDecided();
  };
  const refuse = async (reason: string) => {
    await api.post('/api/v1/staff/payouts/{id}/refuse', { params, body: { reason }, intent });
    toast(t('payouts.staff.stopped'));
    onDecided();
  };
  return (
    <li className="card" data-payout={payout.id}>
      <PayoutFacts payout={payout} />
      <p>{t('payouts.staff.approvals', { count: payout.approvedBy.length })}</p>
      {stops ? (
        <ReasonForm
          field={fields['/reason']}
          hint={t('payouts.staff.reasonHint')}
          onSubmit={refuse}
          onClose={() => setStops(false)}
        />
      ) : (
        <Form onSubmit={approve}>
          {payout.approvedBy.includes(me) ? (
            <p>{t('payouts.staff.approved')}</p>
          ) : (
            <SubmitButton>{t('payouts.staff.approve')}</SubmitButton>
          )}
          <button type="button" className="quiet" onClick={() => setStops(true)}>
            {t('payouts.staff.refuse')}
          </button>
        </Form>
      )}
    </li>
  );
}
