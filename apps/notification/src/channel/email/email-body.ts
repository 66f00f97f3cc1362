import { escapeHtml } from '@edu/contract-kit';
import { FSI, PDI } from '@edu/i18n';
import type { Letter } from '../channel.ts';
import { linkUrl } from '../link-url.ts';

/** @param baseUrl where links start */
export function toText({ lines, link }: Letter, baseUrl: string): string {
  const paragraphs = link ? [...lines, `${link.label}\n${linkUrl(link.path, baseUrl)}`] : lines;
  return `${paragraphs.join('\n\n')}\n\nEduConnect\n`;
}

/** @param baseUrl where links start */
export function toHtml({ locale, title, lines, link }: Letter, baseUrl: string): string {
  const paragraphs = lines.map((line) => `<p>${withIsolates(escapeHtml(line))}</p>`);
  if (link) {
    const href = escapeHtml(linkUrl(link.path, baseUrl));
    paragraphs.push(`<p><a href="${href}">${escapeHtml(link.label)}</a></p>`);
  }
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body style="font:16px/1.5 sans-serif;color:#1b1b1f;max-width:36em;margin:2em auto;padding:0 1em">
<h1 style="font-size:1.25em">${escapeHtml(title)}</h1>
${paragraphs.join('\n')}
<p style="color:#5c5c66">EduConnect</p>
</body>
</html>
`;
}

const withIsolates = (html: string) => html.replaceAll(FSI, '<bdi>').replaceAll(PDI, '</bdi>');
