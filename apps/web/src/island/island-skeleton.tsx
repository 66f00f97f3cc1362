import { useReader } from '@edu/ui';

/** Stands where an island will be, until its script has run. */
export function IslandSkeleton({ title }: { title: string }) {
  const { locale, t } = useReader();
  return (
    <div id="island" aria-busy="true">
      <h1>{title}</h1>
      <p className="skeleton" role="status">
        {t('site.loading')}
      </p>
      <noscript>
        <p className="notice-box warn">
          {t('site.needsScript')} <a href={`/${locale}/search`}>{t('site.search')}</a>
        </p>
      </noscript>
    </div>
  );
}
