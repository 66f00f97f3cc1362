import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { QueryView, useReader } from '@edu/ui';
import { useAccount } from '../account/use-account.ts';
import { MyChildren } from './my-children.tsx';
import { MyFamily } from './my-family.tsx';
import { ReceivedInvitations } from './received-invitations.tsx';
import { Requests } from './requests.tsx';

// A parent's page shows it only where it is opened for a child.
const LearningPart = lazy(async () => ({
  default: (await import('./learning-part.tsx')).LearningPart,
}));

/** My children, or the family whose child I am; and invitations to one. */
export function FamilyView() {
  const { locale, t } = useReader();
  const queries = useQueryClient();
  const { account } = useAccount();
  const joined = () => queries.invalidateQueries({ queryKey: ['family'] });
  return (
    <div className="account">
      <h1>{t('family.title')}</h1>
      <p>
        <a href={`/${locale}/account`}>{t('account.title')}</a>
      </p>
      <QueryView query={account}>
        {({ roles }) => {
          const [isParent, isStudent] = [roles.includes('parent'), roles.includes('student')];
          if (!isParent && !isStudent) return <p>{t('family.notForYou')}</p>;
          return (
            <>
              <Requests isParent={isParent} />
              <ReceivedInvitations onJoined={() => void joined()} />
              {isParent && <MyChildren />}
              {isStudent && <MyFamily />}
              {isStudent && (
                <section className="card" aria-labelledby="learning">
                  <h2 id="learning">{t('family.learning.mine')}</h2>
                  <Suspense fallback={null}>
                    <LearningPart />
                  </Suspense>
                </section>
              )}
            </>
          );
        }}
      </QueryView>
    </div>
  );
}
