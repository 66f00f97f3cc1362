import { useEffect } from 'react';
import { ApiError } from '@edu/client';
import { Notice, QueryView, useReader } from '@edu/ui';
import type { Return } from '../pay/pay-panel.ts';
import { forgetToken } from './link-token.ts';
import { RequestToPay } from './request-to-pay.tsx';
import { usePaymentRequest } from './use-payment-request.ts';

interface PayLinkViewProps {
  /** Undefined where the address has none. */
  readonly token: string | undefined;
  readonly back: Return;
}

/** Pays for a lesson that somebody else has booked. */
export function PayLinkView({ token, back }: PayLinkViewProps) {
  const { t } = useReader();
  return (
    <>
      <h1>{t('booking.link.title')}</h1>
      {token === undefined ? <Gone /> : <ByLink {...{ token, back }} />}
    </>
  );
}

function ByLink({ token, back }: { readonly token: string; readonly back: Return }) {
  const query = usePaymentRequest(token);
  const isGone = query.error instanceof ApiError && query.error.is('payment.link_over');
  useEffect(() => {
    if (isGone) forgetToken();
  }, [isGone]);
  if (isGone) return <Gone />;
  return (
    <QueryView query={query}>
      {(request) => (
        <RequestToPay {...{ token, request, back }} reload={() => void query.refetch()} />
      )}
    </QueryView>
  );
}

function Gone() {
  const { t } = useReader();
  return (
    <Notice tone="warn" title={t('booking.link.gone.title')}>
      <p>{t('booking.link.gone.detail')}</p>
    </Notice>
  );
}
