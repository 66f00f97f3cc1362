import type { ReactNode } from 'react';
import { LOCALES, type Locale } from '@edu/contract-kit';
import { useTexts } from '@edu/ui';
import type { Assets } from './assets.ts';
import { jsonForScript } from './json-for-script.ts';
import type { Head } from './page.ts';
import type { Looks } from './visitor.ts';
import { SiteFooter } from '../shell/site-footer.tsx';
import { SiteHeader } from '../shell/site-header.tsx';

interface DocumentProps {
  readonly locale: Locale;
  /** Without the language. */
  readonly path: string;
  /** As measurements name the page. */
  readonly route: string;
  /** With its question mark, or empty. */
  readonly search: string;
  readonly publicUrl: string;
  readonly head: Head;
  readonly assets: Assets;
  readonly entry: string | undefined;
  /** What the browser entry reads. */
  readonly data: unknown;
  readonly looks: Looks;
  readonly children: ReactNode;
}

/** A whole page: head, header, content, footer, and the scripts that it needs. */
export function Document(props: DocumentProps) {
  const { locale, path, route, search, publicUrl, head, assets, entry, data, looks, children } =
    props;
  const t = useTexts();
  const address = (language: Locale) => `${publicUrl}/${language}${path === '/' ? '' : path}`;
  const title = `${head.title} · ${t('site.name')}`;
  const script = entry ? assets.script(entry) : undefined;
  return (
    <html
      lang={locale}
      data-route={route}
      data-low-data={looks.lowData || undefined}
      // The shell script keeps these up to date; here already, so that the header does not grow.
      data-signed-in={looks.signedIn || undefined}
      data-teaches={looks.teaches || undefined}
      data-staff={looks.staff || undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{title}</title>
        {head.description && <meta name="description" content={head.description} />}
        {head.hidden && <meta name="robots" content="noindex" />}
        <link rel="stylesheet" href={assets.styles} />
        {script?.imports.map((href) => (
          <link key={href} rel="modulepreload" href={href} />
        ))}
        {script?.styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        <script type="module" src={assets.script('shell').href} />
        {script && <script type="module" src={script.href} />}
        {!head.hidden &&
          LOCALES.map((language) => (
            <link key={language} rel="alternate" hrefLang={language} href={address(language)} />
          ))}
        {!head.hidden && <link rel="canonical" href={address(locale)} />}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/icon-192.png" />
        <link rel="manifest" href={`/${locale}/manifest.webmanifest`} />
        <meta name="theme-color" content="#0b6353" />
        <meta property="og:site_name" content={t('site.name')} />
        <meta property="og:type" content="website" />
        <meta property="og:title" content={head.title} />
        {head.description && <meta property="og:description" content={head.description} />}
        <meta property="og:url" content={address(locale)} />
        <meta property="og:image" content={publicUrl + (head.image ?? '/share.png')} />
        <meta property="og:locale" content={locale === 'fr' ? 'fr_FR' : 'en_GB'} />
        <meta name="twitter:card" content="summary" />
        {head.data && (
          <script
            type="application/ld+json"
            dangerouslySetInnerHTML={{ __html: jsonForScript(head.data) }}
          />
        )}
      </head>
      <body>
        <a className="skip" href="#content">
          {t('site.skip')}
        </a>
        <SiteHeader path={path} search={search} />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter path={path} search={search} lowData={looks.lowData} />
        {entry && (
          <script
            id="page"
            type="application/json"
            dangerouslySetInnerHTML={{ __html: jsonForScript(data) }}
          />
        )}
      </body>
    </html>
  );
}
