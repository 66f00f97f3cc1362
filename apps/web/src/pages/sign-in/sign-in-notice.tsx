import { Notice, useReader } from '@edu/ui';

/** Why somebody is asked to sign in again, if that is so. */
export function SignInNotice() {
  const { t } = useReader();
  const ended = new URLSearchParams(location.search).get('ended');
  if (ended === 'suspended') return <SuspendedNotice />;
  if (ended === 'out') return <Notice tone="info" title={t('account.signedOut')} />;
  if (ended === 'undone') {
    return (
      <Notice tone="good" title={t('account.undo.done')}>
        <p>{t('account.undo.doneDetail')}</p>
      </Notice>
    );
  }
  if (!ended) return null;
  return (
    <Notice tone="info" title={t('site.sessionEnded.title')}>
      <p>{t('site.sessionEnded.detail')}</p>
    </Notice>
  );
}

/** The account is closed to its owner until the support opens it. */
export function SuspendedNotice() {
  const { locale, t } = useReader();
  return (
    <Notice tone="bad" title={t('site.suspended.title')}>
      <p>{t('account.suspended')}</p>
      <p>
        <a href={`/${locale}/help`}>{t('site.help')}</a>
      </p>
    </Notice>
  );
}
