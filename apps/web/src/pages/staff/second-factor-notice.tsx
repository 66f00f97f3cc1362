import { ApiError } from '@edu/client';
import { Notice, useReader } from '@edu/ui';

/** Whether staff were refused because they signed in by one factor. */
export const needsSecondFactor = (error: unknown) =>
  error instanceof ApiError && error.is('platform.second_factor_required');

/** What staff without a second factor have to do first. */
export function SecondFactorNotice() {
  const { locale, t } = useReader();
  return (
    <Notice tone="warn" title={t('staff.secondFactor.title')}>
      <p>{t('staff.secondFactor.detail')}</p>
      <p>
        <a href={`/${locale}/account/security`}>{t('staff.secondFactor.setUp')}</a>
      </p>
    </Notice>
  );
}
