import { useQuery } from '@tanstack/react-query';
import { QueryView, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { ReliabilityFigures } from './reliability-figures.tsx';

/** Which of my lessons I kept. */
export function MyReliability() {
  const { t } = useReader();
  const api = useApi();
  const query = useQuery({
    queryKey: ['reliability'],
    queryFn: ({ signal }) => api.get('/api/v1/me/reliability', { signal }),
  });
  return (
    <section className="card" aria-labelledby="reliability">
      <h2 id="reliability">{t('reliability.title')}</h2>
      <p>{t('reliability.lead')}</p>
      <QueryView query={query}>
        {(reliability) => <ReliabilityFigures reliability={reliability} />}
      </QueryView>
    </section>
  );
}
