import { Notice, useTexts } from '@edu/ui';

/** The API let somebody in, and the browser did not keep it. */
export function CookiesBlocked() {
  const t = useTexts();
  return (
    <Notice tone="bad" title={t('account.cookies.title')}>
      <p>{t('account.cookies.why')}</p>
      <ol>
        <li>{t('account.cookies.step1')}</li>
        <li>{t('account.cookies.step2')}</li>
        <li>{t('account.cookies.step3')}</li>
      </ol>
      <button type="button" onClick={() => location.reload()}>
        {t('site.retry')}
      </button>
    </Notice>
  );
}
