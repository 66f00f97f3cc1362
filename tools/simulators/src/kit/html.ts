import { escapeHtml } from '@edu/contract-kit';

/** Markup that has been escaped already and may be written to the page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Insertable = string | number | boolean | null | undefined | Markup | readonly Insertable[];

function render(value: Insertable): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  return escapeHtml(String(value));
}

/**
 * Template tag that escapes everything inserted except other `html` results. All pages are built
 * with it, because they show mail, SMS and metadata that anybody may have written.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Insertable[]): Markup {
  let text = strings[0] ?? '';
  values.forEach((value, index) => {
    text += render(value) + (strings[index + 1] ?? '');
  });
  return new Markup(text);
}

const STYLE = new Markup(`
  :root { color-scheme: light dark; --line: #8884; --quiet: #777; --accent: #2456c6; }
  * { box-sizing: border-box; }
  body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1.5rem; }
  body.narrow { max-width: 28rem; }
  h1 { font-size: 1.4rem; margin: 0 0 1rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
  nav { display: flex; flex-wrap: wrap; gap: 1rem; margin-bottom: 1rem; }
  a { color: var(--accent); } code, pre { font-size: .85em; overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; border: 1px solid var(--line); padding: .75rem; border-radius: 6px; }
  .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
  th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
  th { color: var(--quiet); font-weight: 600; } .quiet { color: var(--quiet); }
  form.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: .5rem 0; }
  form.stack { display: grid; gap: .6rem; margin: 1rem 0; }
  label { display: grid; gap: .15rem; font-size: .85rem; color: var(--quiet); }
  input, select, button { font: inherit; padding: .45rem .7rem; border: 1px solid var(--line); border-radius: 6px; }
  button { cursor: pointer; } button.main { background: var(--accent); border-color: var(--accent); color: #fff; }
  .amount { font-size: 2rem; font-weight: 600; margin: .25rem 0 1rem; }
  .card { border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; margin-top: 1rem; }
  iframe { width: 100%; height: 32rem; border: 1px solid var(--line); border-radius: 6px; background: #fff; }
`);

export interface PageOptions {
  title: string;
  body: Markup;
  lang?: 'en' | 'fr';
  narrow?: boolean;
}

/** The one page layout of all simulators: head, style, heading and the given body. */
export function page({ title, body, lang = 'en', narrow = false }: PageOptions): string {
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body class="${narrow ? 'narrow' : ''}">
        <h1>${title}</h1>
        ${body}
      </body>
    </html> `.text;
}

/** A table with a heading row; says `empty` when there are no rows. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly Insertable[])[],
  empty: string,
): Markup {
  if (rows.length === 0) return html`<p class="quiet">${empty}</p>`;
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${headings.map((heading) => html`<th>${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** `2026-11-23 20:51:07 UTC` from milliseconds since 1970. */
export function formatInstant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
