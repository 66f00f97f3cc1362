import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { useReader } from '@edu/ui';
import { isSignedIn, onSessionChange } from './signed-in.ts';

/**
 * Takes away what it shows when somebody signs out in another tab, or comes back to this page by Back
 * after that: on a shared phone the next person would read it.
 */
export function SignedOutGate({ children }: { readonly children: ReactNode }) {
  const { locale, t } = useReader();
  const signedIn = useSyncExternalStore(onSessionChange, isSignedIn);
  // A page that was opened by nobody asks by itself who wants to sign in.
  const [was] = useState(signedIn);
  if (signedIn || !was) return children;
  const next = encodeURIComponent(location.pathname + location.search);
  return (
    <section className="notice">
      <h1>{t('site.signedOut.title')}</h1>
      <p>{t('site.signedOut.detail')}</p>
      <p className="actions">
        <a className="button" href={`/${locale}/sign-in?next=${next}`}>
          {t('site.signIn')}
        </a>
        <a href={`/${locale}`}>{t('site.backHome')}</a>
      </p>
    </section>
  );
}
