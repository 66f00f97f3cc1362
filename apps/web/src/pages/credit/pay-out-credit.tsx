import { useState } from 'react';
import { newIntent } from '@edu/client';
import type { Currency } from '@edu/contract-kit';
import { Form, QueryView, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { useMe } from '../../island/use-me.ts';
import { readableNumber } from '../account/phone-number.ts';

interface PayOutCreditProps {
  readonly currency: Currency;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Where it goes and when stands there before it is asked for. */
export function PayOutCredit({ currency, onDone, onClose }: PayOutCreditProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const me = useMe();
  const [intent] = useState(newIntent);
  const ask = async () => {
    await api.post('/api/v1/me/credit/payouts', { body: { currency }, intent });
    toast(t('credit.payOut.asked'));
    onDone();
  };
  const close = (
    <button type="button" className="quiet" onClick={onClose}>
      {t('credit.payOut.no')}
    </button>
  );
  return (
    <QueryView query={me}>
      {({ phone }) =>
        phone === null ? (
          <>
            <p>{t('credit.payOut.noNumber')}</p>
            <p className="actions">
              <a className="button" href={`/${locale}/account`}>
                {t('credit.payOut.addNumber')}
              </a>
              {close}
            </p>
          </>
        ) : (
          <Form onSubmit={ask}>
            <p>
              <strong>{t('credit.payOut.title')}</strong>
            </p>
            <p>{t('credit.payOut.to', { phone: readableNumber(phone) })}</p>
            <p>{t('credit.payOut.when')}</p>
            <SubmitButton>{t('credit.payOut.yes')}</SubmitButton>
            {close}
          </Form>
        )
      }
    </QueryView>
  );
}
