import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Approval } from '@edu/client';
import { deviceZone, timeText, useReader, ZoneNote } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { AnswerRequest } from './answer-request.tsx';
import { RequestFacts } from './request-facts.tsx';
import { WithdrawRequest } from './withdraw-request.tsx';

const SHOWN = 5;

interface RequestsProps {
  /** A parent answers; a child sees what became of its own. */
  readonly isParent: boolean;
}

/** What children asked for because it is beyond their caps; nothing where nobody has asked. */
export function Requests({ isParent }: RequestsProps) {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const requests = useQuery({
    queryKey: ['family', 'approvals'],
    queryFn: ({ signal }) => api.get('/api/v1/approvals', { signal }),
  });
  const changed = () => queries.invalidateQueries({ queryKey: ['family'] });
  const items = requests.data?.items ?? [];
  if (items.length === 0) return null;
  const open = items.filter(({ state }) => state === 'open');
  const over = items.filter(({ state }) => state !== 'open').slice(0, SHOWN);
  return (
    <section className="card" aria-labelledby="requests">
      <h2 id="requests">{t(isParent ? 'family.requests.ofChildren' : 'family.requests.mine')}</h2>
      {open.length > 0 && <ZoneNote zone={deviceZone()} />}
      {open.map((request) => (
        <article
          key={request.id}
          aria-label={t(request.series ? 'family.requests.series' : 'family.requests.one')}
        >
          <RequestFacts request={request} />
          {isParent ? (
            <AnswerRequest request={request} onAnswered={changed} />
          ) : (
            <WithdrawRequest request={request} onWithdrawn={changed} />
          )}
        </article>
      ))}
      {over.length > 0 && (
        <details open={open.length === 0}>
          <summary>{t('family.requests.over')}</summary>
          <ul className="plain">
            {over.map((request) => (
              <Over key={request.id} request={request} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

const STATES = ['approved', 'refused', 'withdrawn', 'expired', 'ended'] as const;

function Over({ request }: { readonly request: Approval }) {
  const { locale, t } = useReader();
  const { providerName, startsAt, bookingId, seriesId, series, reason } = request;
  const path = seriesId ? `lessons/series/${seriesId}` : bookingId && `lessons/${bookingId}`;
  const state = STATES.find((one) => one === request.state) ?? 'ended';
  const when = timeText(startsAt, deviceZone(), locale, 'both');
  const lesson = (
    <>
      {providerName ? <bdi>{providerName}</bdi> : t('family.someLesson')}, {when}
      {series && <>, {t('family.requests.lessons', { count: series.lessons.length })}</>}
    </>
  );
  return (
    <li>
      {path ? <a href={`/${locale}/${path}`}>{lesson}</a> : lesson}
      {': '}
      {t(`family.requests.state.${state}`)}
      {reason && <blockquote dir="auto">{reason}</blockquote>}
    </li>
  );
}
