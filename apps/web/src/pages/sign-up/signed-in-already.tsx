import type { User } from '@edu/client';
import { Notice, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { placeAfter } from '../account/place-after.ts';

/** Whoever wants a second account signs out first. */
export function SignedInAlready({ user }: { readonly user: User }) {
  const { locale, t } = useReader();
  const api = useApi();
  const signOut = async () => {
    await api.post('/api/v1/auth/logout', { body: {} });
    location.reload();
  };
  return (
    <div className="entrance">
      <h1>{t('account.signUp.title')}</h1>
      <Notice tone="info" title={t('account.signUp.already', { name: user.displayName })}>
        <p className="actions">
          <a className="button" href={placeAfter(user, locale, location.search, false)}>
            {t('account.goOn')}
          </a>
          <button type="button" className="quiet" onClick={() => void signOut()}>
            {t('account.signOut.submit')}
          </button>
        </p>
      </Notice>
    </div>
  );
}
