import { useQuery } from '@tanstack/react-query';
import { QueryView, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { ReliabilityFigures } from '../reliability/reliability-figures.tsx';

/** Which lessons somebody who teaches kept. */
export function AccountReliability({ providerId }: { readonly providerId: string }) {
  const t = useTexts();
  const api = useApi();
  const query = useQuery({
    queryKey: ['reliability', providerId],
    queryFn: ({ signal }) =>
      api.get('/api/v1/staff/providers/{providerId}/reliability', {
        ...{ params: { path: { providerId } }, signal },
      }),
  });
  return (
    <>
      <h3>{t('reliability.ofTeacher')}</h3>
      <QueryView query={query}>
        {(reliability) => <ReliabilityFigures reliability={reliability} />}
      </QueryView>
    </>
  );
}
