import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { BookingDetails, Payment } from '@edu/client';
import { deviceZone, MoneyText, QueryView, timeText, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

/** Only once something has been paid, and asked for after that anyway. */
const PaymentDocuments = lazy(async () => ({
  default: (await import('./payment-documents.tsx')).PaymentDocuments,
}));

/** What I paid for a lesson, and what has come back. */
export function LessonMoney({ lesson: { id } }: { lesson: BookingDetails }) {
  const { locale, t } = useReader();
  const api = useApi();
  const query = useQuery({
    queryKey: ['payments', id],
    queryFn: () => api.get('/api/v1/payments', { params: { query: { bookingId: id } } }),
  });
  return (
    <section aria-labelledby="money">
      <h2 id="money">{t('lessons.money')}</h2>
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t('lessons.notPaid')}</p>
          ) : (
            <ul className="payments">
              {items.map((payment) => (
                <PaymentLine key={payment.id} payment={payment} />
              ))}
              <li>
                <a href={`/${locale}/account/statement?as=payer`}>
                  {t('lessons.document.statement')}
                </a>
              </li>
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}

const STATUSES = ['created', 'pending', 'unknown', 'succeeded', 'failed', 'canceled'] as const;

function PaymentLine({ payment }: { readonly payment: Payment }) {
  const { amount, credit, refunded, status, createdAt } = payment;
  const { locale, t } = useReader();
  const known = STATUSES.find((one) => one === status) ?? 'unknown';
  return (
    <li>
      <MoneyText money={amount} /> · {t(`lessons.payment.${known}`)}
      <p className="field-hint">{timeText(createdAt, deviceZone(), locale, 'both')}</p>
      {credit.amount > 0 && (
        <p className="field-hint">
          {t('lessons.byCredit')} <MoneyText money={credit} />
        </p>
      )}
      {refunded.amount > 0 && (
        <p>
          <strong>
            {t('lessons.refunded')} <MoneyText money={refunded} />
          </strong>
        </p>
      )}
      {status === 'succeeded' && (
        <Suspense>
          <PaymentDocuments paymentId={payment.id} />
        </Suspense>
      )}
    </li>
  );
}
