import { useState } from 'react';
import type { Chargeback } from '@edu/client';
import { deviceZone, Form, MoneyText, SubmitButton, TimeText, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { ChargebackMoney } from './chargeback-money.tsx';
import { DecideForm, type Decision } from './decide-form.tsx';

interface ChargebackCardProps {
  readonly chargeback: Chargeback;
  readonly onDecided: () => void;
}

/** What a bank takes back, why, and what can be said to it until when. */
export function ChargebackCard({ chargeback, onDecided }: ChargebackCardProps) {
  const { t } = useReader();
  const [decision, setDecision] = useState<Decision>();
  const { id, amount, charged, state, reason, payerName, payerId, refusal } = chargeback;
  const { decision: decided } = chargeback;
  const waits = state === 'open' && decided === null;
  return (
    <li className="card" data-chargeback={id}>
      <h3>
        <MoneyText money={amount} />
        {charged && (
          <>
            {' ('}
            <MoneyText money={charged} />)
          </>
        )}
      </h3>
      <p>
        <strong>{t('chargebacks.state', { state })}</strong>
        <br />
        {payerName ?? t('chargebacks.whose', { id: payerId })}
        <br />
        {t('chargebacks.reason', { reason })}
      </p>
      {!chargeback.isWithdrawn && state !== 'won' && <p>{t('chargebacks.asks')}</p>}
      <Times chargeback={chargeback} />
      <ChargebackMoney chargeback={chargeback} />
      {decided && <p role="status">{t('chargebacks.decided', { decided })}</p>}
      {refusal && (
        <p>
          {t('chargebacks.refused')} <code>{refusal}</code>
        </p>
      )}
      {chargeback.fileAt && <FetchFile id={id} at={chargeback.fileAt} />}
      {waits && decision === undefined && (
        <>
          <button type="button" onClick={() => setDecision('answer')}>
            {t('chargebacks.answer')}
          </button>
          <button type="button" className="quiet" onClick={() => setDecision('accept')}>
            {t('chargebacks.accept')}
          </button>
        </>
      )}
      {waits && decision !== undefined && (
        <DecideForm {...{ id, decision, onDecided }} onClose={() => setDecision(undefined)} />
      )}
    </li>
  );
}

function Times({ chargeback }: { readonly chargeback: Chargeback }) {
  const { t } = useReader();
  const { state, answerBy, openedAt, closedAt } = chargeback;
  const zone = deviceZone();
  return (
    <p>
      {t('chargebacks.openedAt')} <TimeText at={openedAt} zone={zone} />
      {state === 'open' && answerBy && (
        <>
          <br />
          <strong>
            {t('chargebacks.answerBy')} <TimeText at={answerBy} zone={zone} />
          </strong>
        </>
      )}
      {closedAt && (
        <>
          <br />
          {t('chargebacks.closedAt')} <TimeText at={closedAt} zone={zone} />
        </>
      )}
    </p>
  );
}

function FetchFile({ id, at }: { readonly id: string; readonly at: string }) {
  const { t } = useReader();
  const api = useApi();
  const fetchFile = async () => {
    const { url } = await api.get('/api/v1/staff/chargebacks/{id}/file', {
      params: { path: { id } },
    });
    location.assign(url);
  };
  return (
    <Form onSubmit={fetchFile}>
      <p>
        {t('chargebacks.fileAt')} <TimeText at={at} zone={deviceZone()} />
      </p>
      <SubmitButton>{t('chargebacks.file')}</SubmitButton>
    </Form>
  );
}
