import { API_PREFIX, escapeHtml, type Locale } from '@edu/contract-kit';
import { translate } from '@edu/i18n';

export interface ServiceStatus {
  readonly name: string;
  readonly status: 'ready' | 'unavailable' | 'down';
  readonly replicas: number;
  readonly checks: Readonly<Record<string, 'up' | 'down'>>;
}

interface StatusPage {
  readonly language: Locale;
  readonly services: readonly ServiceStatus[];
  /** Label and address. */
  readonly links: readonly (readonly [string, string])[];
}

/** Never what a service says of itself: any process may answer for another. */
const CLASSES = { up: 'up', down: 'down' } as const;

/** The start page: where to go, and how every service is. */
export function statusPage({ language, services, links }: StatusPage): string {
  const text = (key: 'intro' | 'links' | 'services' | ServiceStatus['status']) =>
    escapeHtml(translate(language, `status.${key}`));
  const link = (label: string, url: string) =>
    `<li><a href="${escapeHtml(url)}">${escapeHtml(label)}</a></li>`;
  const row = ({ name, status, checks }: ServiceStatus) => {
    const needs = Object.entries(checks)
      .map(([check, state]) => `<span class="${CLASSES[state]}">${escapeHtml(check)}</span>`)
      .join(' ');
    return `<tr><th scope="row">${escapeHtml(name)}</th><td class="${status}">${text(status)}</td><td>${needs}</td></tr>`;
  };
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>EduConnect</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733; }
h1 { margin-bottom: 0; } h2 { margin-top: 2rem; font-size: 1.1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .5rem; border-bottom: 1px solid #dde3ea; font-weight: normal; }
.ready, .up { color: #0a6b3d; } .unavailable { color: #8a5a00; } .down { color: #b00020; }
a { color: #0b57a4; }
</style>
</head>
<body>
<h1>EduConnect</h1>
<p>${text('intro')}</p>
<h2>${text('links')}</h2>
<ul>${[[translate(language, 'status.docs'), '/docs'] as const, ['OpenAPI', `${API_PREFIX}/openapi.json`] as const, ...links].map(([label, url]) => link(label, url)).join('')}</ul>
<h2>${text('services')}</h2>
<table><tbody>${services.map(row).join('')}</tbody></table>
</body>
</html>
`;
}
