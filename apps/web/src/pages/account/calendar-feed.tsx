import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { dateFormat, deviceZone, ErrorNotice, QueryView, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

const KEY = ['calendar feed'];
const PATH = '/api/v1/me/calendar-feed';

/** The secret address by which a calendar of another program follows one's lessons. */
export function CalendarFeed() {
  const { locale, t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const feed = useQuery({ queryKey: KEY, queryFn: ({ signal }) => api.get(PATH, { signal }) });
  const opening = useMutation({
    mutationFn: () => api.post(PATH),
    onSuccess: ({ createdAt }) => queries.setQueryData(KEY, { createdAt }),
  });
  const closing = useMutation({
    mutationFn: () => api.delete(PATH),
    onSuccess: (closed) => {
      opening.reset();
      queries.setQueryData(KEY, closed);
      toast(t('account.calendar.closed'));
    },
  });
  const isBusy = opening.isPending || closing.isPending;
  const error = opening.error ?? closing.error;
  return (
    <section className="card" aria-labelledby="calendar-feed">
      <h2 id="calendar-feed">{t('account.calendar.title')}</h2>
      <p>{t('account.calendar.what')}</p>
      <QueryView query={feed}>
        {({ createdAt }) => (
          <>
            {opening.data ? (
              <Address url={`${location.origin}${opening.data.path}`} />
            ) : (
              createdAt !== null && (
                <p>
                  {t('account.calendar.isOpen', {
                    at: dateFormat(locale, deviceZone(), { dateStyle: 'long' }).format(
                      new Date(createdAt),
                    ),
                  })}
                </p>
              )
            )}
            <div className="actions">
              <button
                type="button"
                className="quiet"
                aria-disabled={isBusy}
                onClick={() => !isBusy && opening.mutate()}
              >
                {t(createdAt === null ? 'account.calendar.open' : 'account.calendar.renew')}
              </button>
              {createdAt !== null && (
                <button
                  type="button"
                  className="danger"
                  aria-disabled={isBusy}
                  onClick={() => !isBusy && closing.mutate()}
                >
                  {t('account.calendar.close')}
                </button>
              )}
            </div>
          </>
        )}
      </QueryView>
      {error !== null && <ErrorNotice error={error} />}
    </section>
  );
}

function Address({ url }: { readonly url: string }) {
  const { t } = useReader();
  return (
    <div role="status">
      <label htmlFor="calendar-address">{t('account.calendar.address')}</label>
      <input
        id="calendar-address"
        readOnly
        value={url}
        aria-describedby="calendar-secret"
        onFocus={(event) => event.currentTarget.select()}
      />
      <p id="calendar-secret" className="field-hint">
        {t('account.calendar.secret')}
      </p>
      <button
        type="button"
        className="quiet"
        onClick={() =>
          void navigator.clipboard.writeText(url).then(() => toast(t('account.calendar.copied')))
        }
      >
        {t('account.calendar.copy')}
      </button>
    </div>
  );
}
