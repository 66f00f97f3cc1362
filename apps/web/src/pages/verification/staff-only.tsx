import type { ReactNode } from 'react';
import type { User } from '@edu/client';
import { Notice, QueryView, useReader } from '@edu/ui';
import { useMe } from '../../island/use-me.ts';

const REVIEWERS: readonly string[] = ['trust', 'admin'];

/** For who may check documents; the platform refuses the others as well. */
export function StaffOnly({ children }: { readonly children: (me: User) => ReactNode }) {
  const { t } = useReader();
  const me = useMe();
  return (
    <QueryView query={me}>
      {(user) =>
        user.roles.some((role) => REVIEWERS.includes(role)) ? (
          children(user)
        ) : (
          <Notice tone="warn" title={t('verification.queue.staffOnly')}>
            <p>{t('verification.queue.staffOnlyDetail')}</p>
          </Notice>
        )
      }
    </QueryView>
  );
}
