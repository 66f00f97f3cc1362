import { useReader } from '@edu/ui';

export function OfflineView() {
  const { locale, t } = useReader();
  return (
    <section className="notice">
      <h1>{t('site.networkError.title')}</h1>
      <p>{t('site.offlinePage')}</p>
      <p className="actions">
        <a className="button" href={`/${locale}/lessons`}>
          {t('site.lessons')}
        </a>
        <a href={`/${locale}`}>{t('site.retry')}</a>
      </p>
    </section>
  );
}
