import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PaymentLink } from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import { deviceZone, ErrorNotice, timeText, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import type { Bill } from './bill.ts';

/** Makes a link for whoever is to pay, and withdraws those that were given away. */
export function PaymentLinks({ bill }: { readonly bill: Bill }) {
  const { locale, t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const { bookingId, others } = bill;
  const key = ['payment links', bookingId];
  const path = { bookingId };
  const count = others.length + 1;
  const price = formatMoney(bill.price, locale);
  const links = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      api.get('/api/v1/bookings/{bookingId}/payment-links', { params: { path }, signal }),
  });
  const reload = () => queries.invalidateQueries({ queryKey: key });
  const making = useMutation({
    mutationFn: () =>
      api.post('/api/v1/bookings/{bookingId}/payment-links', {
        params: { path },
        body: { others: [...others] },
      }),
    onSettled: reload,
  });
  const withdrawing = useMutation({
    mutationFn: (id: string) =>
      api.delete('/api/v1/bookings/{bookingId}/payment-links/{id}', {
        params: { path: { ...path, id } },
      }),
    onSuccess: ({ id }) => {
      if (making.data?.id === id) making.reset();
      toast(t('booking.ask.withdrawn'));
    },
    onSettled: reload,
  });
  const isBusy = making.isPending || withdrawing.isPending;
  const error = making.error ?? withdrawing.error;
  const items = links.data?.items ?? [];
  return (
    <section className="card reserve" aria-labelledby="payment-links">
      <h2 id="payment-links">{t('booking.ask.title')}</h2>
      <p>{count > 1 ? t('booking.ask.whatSeveral', { count, price }) : t('booking.ask.what')}</p>
      {error !== null && <ErrorNotice error={error} />}
      {making.data && (
        <NewLink
          url={`${location.origin}/${locale}/pay-link#${making.data.token}`}
          text={
            count > 1
              ? t('booking.ask.messageSeveral', { count, price })
              : t('booking.ask.message', { price })
          }
          hint={
            count > 1
              ? t('booking.ask.onceSeveral', {
                  until: timeText(making.data.expiresAt, deviceZone(), locale, 'both'),
                })
              : t('booking.ask.once')
          }
        />
      )}
      <p className="actions">
        <button
          type="button"
          className={making.data ? 'quiet' : undefined}
          aria-disabled={isBusy}
          onClick={() => !isBusy && making.mutate()}
        >
          {t('booking.ask.make')}
        </button>
      </p>
      {items.length > 0 && (
        <>
          <h3>{t('booking.ask.live')}</h3>
          <ul>
            {items.map((link) => {
              const { id } = link;
              const at = timeText(link.createdAt, deviceZone(), locale, 'time');
              return (
                <li key={id} className="actions">
                  <span>
                    {t('booking.ask.madeAt', { at })}
                    <About {...link} />
                  </span>
                  <button
                    type="button"
                    className="quiet"
                    aria-label={t('booking.ask.withdrawOf', { at })}
                    aria-disabled={isBusy}
                    onClick={() => !isBusy && withdrawing.mutate(id)}
                  >
                    {t('booking.ask.withdraw')}
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}

/** For how many lessons it is, and whether it still leads to their payment. */
function About({ lessons, isPayable }: Pick<PaymentLink, 'lessons' | 'isPayable'>) {
  const { t } = useReader();
  return (
    <>
      {lessons > 1 && <> · {t('booking.ask.lessons', { count: lessons })}</>}
      {!isPayable && <> · {t('booking.ask.changed')}</>}
    </>
  );
}

interface NewLinkProps {
  readonly url: string;
  /** What goes along with it. */
  readonly text: string;
  /** How long it leads to the payment. */
  readonly hint: string;
}

/** To be given away now: nobody can show it again. */
function NewLink({ url, text, hint }: NewLinkProps) {
  const { t } = useReader();
  return (
    <div role="status">
      <label htmlFor="payment-link">{t('booking.ask.address')}</label>
      <input
        id="payment-link"
        readOnly
        value={url}
        aria-describedby="payment-link-hint"
        onFocus={(event) => event.currentTarget.select()}
      />
      <p id="payment-link-hint" className="field-hint">
        {hint}
      </p>
      <p className="actions">
        {'share' in navigator ? (
          // Whoever changes their mind there has refused nothing here.
          <button type="button" onClick={() => void navigator.share({ url, text }).catch(() => {})}>
            {t('booking.ask.share')}
          </button>
        ) : (
          <a
            className="button"
            href={`https://wa.me/?text=${encodeURIComponent(`${text} ${url}`)}`}
            target="_blank"
            rel="noreferrer"
          >
            {t('booking.ask.whatsapp')}
          </a>
        )}
        <button
          type="button"
          className="quiet"
          onClick={() =>
            void navigator.clipboard.writeText(url).then(() => toast(t('booking.ask.copied')))
          }
        >
          {t('booking.ask.copy')}
        </button>
      </p>
    </div>
  );
}
