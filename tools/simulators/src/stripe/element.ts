import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { html, Markup } from '../kit/html.ts';
import { sendPage } from '../kit/http-server.ts';
import { ELEMENT_TEXTS } from './element-texts.ts';
import { FormParams, parseForm } from './form-params.ts';

const SCRIPTS = ['stripe.js', 'element.js'];

const STYLE = new Markup(`
  * { box-sizing: border-box; } html { font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; padding: 2px; } form { display: grid; gap: .75rem; grid-template-columns: 1fr 1fr; }
  label { display: grid; gap: .25rem; } label:first-child, p { grid-column: 1 / -1; } p { margin: 0; }
  input { font: inherit; padding: .6rem; border: 1px solid #888; border-radius: 6px; width: 100%; }
`);

/**
 * Registers Stripe.js and the frame of its payment element. A person types a test card's number there,
 * https://docs.stripe.com/testing; any time to come and any three digits go with it.
 */
export function registerElement(server: FastifyInstance): void {
  for (const name of SCRIPTS) {
    const text = readFileSync(join(import.meta.dirname, 'browser', name), 'utf8');
    server.get(`/${name}`, (_request, reply) =>
      reply
        .type('text/javascript; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('cross-origin-resource-policy', 'cross-origin')
        .send(text),
    );
  }
  server.get('/element', (request, reply) => {
    const query = new FormParams(parseForm(request.url.split('?', 2)[1] ?? ''));
    const lang = query.text('locale') === 'fr' ? 'fr' : 'en';
    const { title, number, expiry, cvc, simulated, ...texts } = ELEMENT_TEXTS[lang];
    const data = JSON.stringify({
      key: query.text('key') ?? '',
      secret: query.text('client_secret') ?? '',
      texts,
    });
    const scheme = query.text('theme') === 'night' ? 'dark' : 'light';
    const page = html`<!doctype html>
      <html lang="${lang}">
        <head>
          <meta charset="utf-8" />
          <meta name="color-scheme" content="${scheme}" />
          <title>${title}</title>
          <style>
            ${STYLE}
          </style>
        </head>
        <body>
          <form data-element="${data}" novalidate>
            <label>
              ${number}
              <input
                name="number"
                data-incomplete="incomplete_number"
                placeholder="4242 4242 4242 4242"
                inputmode="numeric"
                autocomplete="cc-number"
                pattern="[0-9 ]{14,}"
                required
              />
            </label>
            <label>
              ${expiry}
              <input
                name="expiry"
                data-incomplete="incomplete_expiry"
                placeholder="12 / 34"
                inputmode="numeric"
                autocomplete="cc-exp"
                pattern="(0[1-9]|1[0-2]) ?/ ?[0-9]{2}"
                required
              />
            </label>
            <label>
              ${cvc}
              <input
                name="cvc"
                data-incomplete="incomplete_cvc"
                placeholder="123"
                inputmode="numeric"
                autocomplete="cc-csc"
                pattern="[0-9]{3,4}"
                required
              />
            </label>
            <p>${simulated}</p>
          </form>
          <script src="/element.js"></script>
        </body>
      </html>`;
    return sendPage(reply, page.text, { scripts: true });
  });
}
