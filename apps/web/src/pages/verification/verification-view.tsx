import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { KycVerification } from '@edu/client';
import { Notice, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { useMe } from '../../island/use-me.ts';
import { givesLessons } from '../../shell/teaches.ts';
import { CheckCard } from './check-card.tsx';

const KEY = ['my-verifications'];

/** What was checked of somebody who teaches, and what they can send for it. */
export function VerificationView() {
  const { locale, t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const me = useMe();
  const mine = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await api.get('/api/v1/me/kyc', { signal })).items,
    enabled: me.data !== undefined && givesLessons(me.data),
  });
  const show = (changed: KycVerification) =>
    queries.setQueryData<KycVerification[]>(KEY, (known) =>
      known?.map((one) => (one.check === changed.check ? changed : one)),
    );
  return (
    <div className="account">
      <h1>{t('verification.title')}</h1>
      <p className="lead">{t('verification.lead')}</p>
      <p className="field-hint">{t('verification.privacy')}</p>
      <QueryView query={me}>
        {(user) =>
          givesLessons(user) ? (
            <QueryView query={mine}>
              {(items) =>
                items.map((item) => (
                  <CheckCard key={item.check} verification={item} onChange={show} />
                ))
              }
            </QueryView>
          ) : (
            <Notice tone="warn" title={t('verification.needsProfile')}>
              <p>{t('verification.needsProfileDetail')}</p>
              <a href={`/${locale}/teaching/profile`}>{t('verification.writeProfile')}</a>
            </Notice>
          )
        }
      </QueryView>
    </div>
  );
}
