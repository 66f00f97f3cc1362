import { useReader } from '@edu/ui';

export type ErrorKind = 'notFound' | 'gone' | 'error' | 'unavailable';

/** What went wrong, and where to go from here. */
export function ErrorView({ kind }: { kind: ErrorKind }) {
  const { locale, t } = useReader();
  return (
    <section className="notice">
      <h1>{t(`site.${kind}.title`)}</h1>
      <p>{t(`site.${kind}.detail`)}</p>
      <p className="actions">
        <a className="button" href={`/${locale}`}>
          {t('site.backHome')}
        </a>
        <a href={`/${locale}/search`}>{t('site.search')}</a>
      </p>
    </section>
  );
}
