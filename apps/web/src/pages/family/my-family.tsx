import { useQuery, useQueryClient } from '@tanstack/react-query';
import { EmptyState, Form, QueryView, SubmitButton, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { FamilyFacts } from './family-facts.tsx';

/** What a child reads of its own family. */
export function MyFamily() {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const family = useQuery({
    queryKey: ['family', 'mine'],
    queryFn: ({ signal }) => api.get('/api/v1/me/family', { signal }),
  });
  const takeOver = async () => {
    await api.post('/api/v1/me/family/take-over', {});
    toast(t('family.takeOver.done'));
    await queries.invalidateQueries({ queryKey: ['family'] });
  };
  return (
    <QueryView query={family}>
      {({ child }) =>
        child ? (
          <section className="card" aria-labelledby="mine">
            <h2 id="mine">{t('family.mine')}</h2>
            <p>{t('family.mineDetail')}</p>
            <FamilyFacts child={child} />
            <details>
              <summary>{t('family.takeOver.title')}</summary>
              <p>{t('family.takeOver.detail')}</p>
              <Form onSubmit={takeOver}>
                <SubmitButton>{t('family.takeOver.confirm')}</SubmitButton>
              </Form>
            </details>
          </section>
        ) : (
          <EmptyState title={t('family.noFamily')}>
            <p>{t('family.noFamilyDetail')}</p>
          </EmptyState>
        )
      }
    </QueryView>
  );
}
