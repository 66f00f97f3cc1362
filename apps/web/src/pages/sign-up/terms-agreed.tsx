import { useReader } from '@edu/ui';

/** What whoever sends the form agrees to; the account keeps which version that was, and when. */
export function TermsAgreed() {
  const { locale, t } = useReader();
  return (
    <p className="field-hint">
      {t('account.signUp.agree')} <a href={`/${locale}/terms`}>{t('site.terms')}</a> ·{' '}
      <a href={`/${locale}/privacy`}>{t('site.privacy')}</a>
    </p>
  );
}
