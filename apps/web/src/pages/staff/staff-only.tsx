import type { ReactNode } from 'react';
import type { User } from '@edu/client';
import { Notice, QueryView, useReader } from '@edu/ui';
import { useMe } from '../../island/use-me.ts';

interface StaffOnlyProps {
  readonly isFor: (user: User) => boolean;
  readonly children: (me: User) => ReactNode;
}

/** For those of staff whom it is for; the platform refuses the others as well. */
export function StaffOnly({ isFor, children }: StaffOnlyProps) {
  const { t } = useReader();
  const me = useMe();
  return (
    <QueryView query={me}>
      {(user) =>
        isFor(user) ? (
          children(user)
        ) : (
          <Notice tone="warn" title={t('staff.only')}>
            <p>{t('staff.onlyDetail')}</p>
          </Notice>
        )
      }
    </QueryView>
  );
}
