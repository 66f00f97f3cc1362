import { hash } from 'node:crypto';
import { escapeHtml, LOCALES, type Locale } from '@edu/contract-kit';
import { translate } from '@edu/i18n';

const STYLE = `
body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem; color: #1c2733; background: #fff; }
section + section { margin-top: 2.5rem; padding-top: 2rem; border-top: 1px solid #dde3ea; }
h1 { font-size: 1.375rem; line-height: 1.25; } a { color: #0b57a4; }
@media (prefers-color-scheme: dark) { body { color: #e8edf2; background: #12181f; } a { color: #8ec5ff; } section + section { border-color: #344150; } }
`;

/** Of this page: nothing but its own style. */
export const WEB_DOWN_POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * What a person sees while the pages cannot be made: in every language, as their own, which comes
 * first, may not be the one that they read.
 */
export function webDownPage(first: Locale): string {
  const languages = [first, ...LOCALES.filter((other) => other !== first)];
  return `<!doctype html>
<html lang="${first}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>EduConnect</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${languages.map(section).join('\n')}
</main>
</body>
</html>
`;
}

function section(language: Locale): string {
  const text = (key: 'title' | 'text' | 'again') =>
    escapeHtml(translate(language, `outage.${key}`));
  return `<section lang="${language}">
<h1>${text('title')}</h1>
<p>${text('text')}</p>
<p><a href="">${text('again')}</a></p>
</section>`;
}
