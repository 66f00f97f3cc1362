import type { ReactNode } from 'react';
import type { Listing, User } from '@edu/client';
import { Notice, useReader } from '@edu/ui';
import { isSignedIn } from '../../island/signed-in.ts';
import { ForWhom } from './for-whom.tsx';
import { SearchChecked } from './search-checked.tsx';

interface ReserveProps {
  /** Where to come back to after signing in, without the language. */
  readonly next: string;
  readonly profile: Listing | undefined;
  /** Undefined for guests. */
  readonly me: User | undefined;
  /** @param learnerId the child; undefined for whoever is signed in */
  readonly children: (learnerId: string | undefined, isParent: boolean) => ReactNode;
}

/** The way on: sign in, hold the time, or why this account cannot. */
export function Reserve({ next: path, profile, me, children }: ReserveProps) {
  const { locale, t } = useReader();
  if (!isSignedIn()) {
    const next = encodeURIComponent(`/${locale}${path}`);
    return (
      <div className="reserve">
        <a className="button" href={`/${locale}/sign-in?next=${next}`}>
          {t('booking.signInToReserve')}
        </a>
        <p>
          {t('booking.noAccount')}{' '}
          <a href={`/${locale}/sign-up?next=${next}`}>{t('site.signUp')}</a>
        </p>
      </div>
    );
  }
  const mayBook = me?.roles.some((role) => role === 'student' || role === 'parent');
  if (me && !mayBook) {
    return (
      <Notice tone="warn" title={t('booking.wrongRole.title')}>
        <p>{t('booking.wrongRole.detail')}</p>
      </Notice>
    );
  }
  if (!me?.roles.includes('parent')) return children(undefined, false);
  const isUnchecked = profile?.verified.includes('identity') === false;
  return (
    <ForWhom>
      {(learnerId) =>
        learnerId && isUnchecked ? (
          <Notice tone="warn" title={t('booking.unchecked.title')}>
            <p>{t('booking.unchecked.detail')}</p>
            <SearchChecked />
          </Notice>
        ) : (
          children(learnerId, true)
        )
      }
    </ForWhom>
  );
}
