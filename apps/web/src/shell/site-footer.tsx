import { useReader } from '@edu/ui';

interface FooterProps {
  /** Without the language. */
  readonly path: string;
  readonly search: string;
  readonly lowData: boolean;
}

/** Help and rules, in the same place on every page. */
export function SiteFooter({ path, search, lowData }: FooterProps) {
  const { locale, t } = useReader();
  const back = `/${locale}${path === '/' ? '' : path}${search}`;
  return (
    <footer className="site-footer">
      <p>{t('site.footer')}</p>
      <ul>
        <li>
          <a href={`/${locale}/help`}>{t('site.help')}</a>
        </li>
        <li>
          <a href={`/${locale}/terms`}>{t('site.terms')}</a>
        </li>
        <li>
          <a href={`/${locale}/privacy`}>{t('site.privacy')}</a>
        </li>
        <li>
          {/* A link, as it has to work without JavaScript; it changes how pages look and nothing else. */}
          <a
            href={`/low-data?on=${lowData ? '0' : '1'}&back=${encodeURIComponent(back)}`}
            rel="nofollow"
          >
            {t(lowData ? 'site.lowDataOn' : 'site.lowDataOff')}
          </a>
        </li>
      </ul>
    </footer>
  );
}
