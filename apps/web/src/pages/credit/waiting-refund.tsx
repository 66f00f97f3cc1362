import { useState } from 'react';
import { newIntent, type WaitingRefund as Refund } from '@edu/client';
import { DateFormat } from '@edu/contract-kit';
import { deviceZone, Form, MoneyText, SubmitButton, toast, TimeText, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

const REASONS = [
  'canceled',
  'slot_gone',
  'already_paid',
  'too_late',
  'no_show',
  'disputed',
  'rescheduled',
  'turned_down',
] as const;

interface WaitingRefundProps {
  readonly refund: Refund;
  readonly onChosen: () => void;
}

/** One refund: as credit at once, or as money once somebody of the team has sent it. */
export function WaitingRefund({ refund, onChosen }: WaitingRefundProps) {
  const { locale, t } = useReader();
  const { id, amount, bookingId, startsAt, offeredAt, state } = refund;
  const reason = REASONS.find((one) => one === refund.reason) ?? 'other';
  return (
    <li className="card" data-refund={id}>
      <h3>
        <MoneyText money={amount} />
      </h3>
      <p>
        {t(`documents.reason.${reason}`)}
        {startsAt && (
          <>
            {' · '}
            <a href={`/${locale}/lessons/${bookingId}`}>
              {t('credit.waiting.lesson', {
                day: new DateFormat(locale, { dateStyle: 'medium' }).format(new Date(startsAt)),
              })}
            </a>
          </>
        )}
        <br />
        <span className="field-hint">
          {t('credit.waiting.since')} <TimeText at={offeredAt} zone={deviceZone()} />
        </span>
      </p>
      <p>{t(state === 'owed' ? 'credit.waiting.owed' : 'credit.waiting.what')}</p>
      <Choice {...{ id, onChosen }} as="credit" />
      {state === 'offered' && <Choice {...{ id, onChosen }} as="money" />}
    </li>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly as: 'credit' | 'money';
  readonly onChosen: () => void;
}

function Choice({ id, as, onChosen }: ChoiceProps) {
  const { t } = useReader();
  const api = useApi();
  const [intent] = useState(newIntent);
  const choose = async () => {
    await api.post('/api/v1/me/refunds/{id}/choose', {
      params: { path: { id } },
      ...{ body: { as }, intent },
    });
    toast(t(as === 'credit' ? 'credit.taken' : 'credit.waits'));
    onChosen();
  };
  return (
    <Form onSubmit={choose}>
      <SubmitButton>{t(as === 'credit' ? 'credit.takeCredit' : 'credit.takeMoney')}</SubmitButton>
    </Form>
  );
}
