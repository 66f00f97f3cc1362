import type { ReactNode } from 'react';
import { useReader } from '@edu/ui';

interface Place {
  /** Without the language. */
  readonly path: string;
  readonly search: string;
}

/**
 * On every page; which of the links are for whom, the document says by `data-signed-in`,
 * `data-teaches` and `data-staff`, which the shell script keeps up to date.
 */
export function SiteHeader({ path, search }: Place) {
  const { locale, t } = useReader();
  const other = locale === 'fr' ? 'en' : 'fr';
  const link = (to: string, label: ReactNode) => (
    <a href={`/${locale}${to}`} aria-current={path === to ? 'page' : undefined}>
      {label}
    </a>
  );
  return (
    <header className="site-header">
      <a className="brand" href={`/${locale}`}>
        {t('site.name')}
      </a>
      <nav aria-label={t('site.menu')}>
        <ul>
          <li>{link('/search', t('site.searchShort'))}</li>
          <li className="for-members">{link('/lessons', t('site.lessons'))}</li>
          <li className="for-teachers">{link('/teaching/profile', t('site.teaching'))}</li>
          <li className="for-staff">{link('/staff', t('site.staff'))}</li>
          <li className="for-members">
            {link(
              '/inbox',
              <>
                {t('site.inbox')}
                {/* The shell script fills it. */}
                <span className="unread" hidden>
                  <span className="visually-hidden">{t('site.unread')}</span> <b />
                </span>
              </>,
            )}
          </li>
          <li className="for-members">{link('/account', t('site.account'))}</li>
          <li className="for-guests">{link('/sign-in', t('site.signInShort'))}</li>
          <li>
            <a href={`/${other}${path === '/' ? '' : path}${search}`} hrefLang={other} lang={other}>
              <abbr title={t('site.language')}>{t('site.languageShort')}</abbr>
            </a>
          </li>
        </ul>
      </nav>
    </header>
  );
}
