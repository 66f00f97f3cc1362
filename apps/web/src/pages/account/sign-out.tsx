import { useState } from 'react';
import { ErrorNotice, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { forgetUnread } from '../../shell/unread.ts';

/** Ends the session of this device; other tabs notice by the cookie that is gone. */
export function SignOut() {
  const { locale, t } = useReader();
  const api = useApi();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const signOut = async () => {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await api.post('/api/v1/auth/logout', { body: {} });
      forgetUnread();
      forgetDrafts();
      location.replace(`/${locale}/sign-in?ended=out`);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <section className="sign-out">
      {error !== undefined && <ErrorNotice error={error} />}
      <button
        type="button"
        className="danger"
        aria-disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => void signOut()}
      >
        {t('account.signOut.submit')}
      </button>
    </section>
  );
}

/** What was typed and not sent is no business of whoever signs in next. */
function forgetDrafts(): void {
  try {
    sessionStorage.clear();
  } catch {
    // Blocked: nothing was kept.
  }
}
