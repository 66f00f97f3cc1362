import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Stripe from 'stripe';
import { html, page } from '../kit/html.ts';
import type { Markup } from '../kit/html.ts';
import { isWebUrl, sendPage } from '../kit/http-server.ts';
import { CHECKOUT_TEXTS, languageOf } from './checkout-texts.ts';
import type { CheckoutTexts } from './checkout-texts.ts';
import { decimalsOf } from './currency.ts';
import { FormParams, parseForm } from './form-params.ts';
import { OPEN_STATUSES } from './payment-intent-params.ts';
import type { StripeParts } from './operations.ts';
import { StripeApiError } from './stripe-error.ts';
import { noRequest } from './stripe-objects.ts';

const CARDS = [
  ['pay', 'pm_card_visa'],
  ['threeDSecure', 'pm_card_authenticationRequired'],
  ['decline', 'pm_card_chargeDeclined'],
] as const;

interface Visit {
  intent: Stripe.PaymentIntent;
  clientSecret: string;
  /** Where the payer goes afterwards; null shows the outcome here. */
  returnUrl: string | null;
  form: FormParams;
  lang: 'en' | 'fr';
  texts: CheckoutTexts;
}

/**
 * Registers the pages a person pays on: `/checkout/:id` in place of the card form of Stripe.js, and
 * `/checkout/:id/authenticate` in place of the bank's 3-D Secure page. Both need the client secret.
 */
export function registerCheckout(server: FastifyInstance, parts: StripeParts): void {
  const show = (request: FastifyRequest, reply: FastifyReply, view: (visit: Visit) => Markup) => {
    const visit = readVisit(parts, request);
    if (visit) return sendVisit(reply, visit, view(visit));
    const lang = languageOf(request.headers['accept-language']);
    const { title, notFound } = CHECKOUT_TEXTS[lang];
    const body = html`<p>${notFound}</p>`;
    return sendPage(reply, page({ title, body, lang, narrow: true }), 404);
  };

  server.get('/checkout/:id', (request, reply) => show(request, reply, payView));
  server.get('/checkout/:id/authenticate', (request, reply) =>
    show(request, reply, authenticationView),
  );
  server.post('/checkout/:id', (request, reply) => {
    const visit = readVisit(parts, request);
    if (!visit || !OPEN_STATUSES.includes(visit.intent.status))
      return show(request, reply, payView);
    const card = CARDS.find(([, method]) => method === visit.form.text('card'))?.[1] ?? CARDS[0][1];
    const params = new FormParams(
      new Map([
        ['payment_method', card],
        ...(visit.returnUrl === null ? [] : [['return_url', visit.returnUrl] as const]),
      ]),
    );
    parts.store.transaction(() => parts.intents.confirm(visit.intent.id, params, noRequest()));
    const intent = parts.intents.get(visit.intent.id);
    if (intent.status === 'requires_action') {
      return reply.redirect(address(visit, '/authenticate'), 303);
    }
    return leave(reply, { ...visit, intent });
  });
  server.post('/checkout/:id/authenticate', (request, reply) => {
    const visit = readVisit(parts, request);
    if (visit?.intent.status !== 'requires_action') return show(request, reply, payView);
    const agreed = visit.form.text('outcome') === 'agree';
    const returnUrl = visit.intent.next_action?.redirect_to_url?.return_url ?? visit.returnUrl;
    parts.store.transaction(() => parts.intents.authenticate(visit.intent.id, agreed, noRequest()));
    return leave(reply, { ...visit, returnUrl, intent: parts.intents.get(visit.intent.id) });
  });
}

/** The visit, or null when there is no such intent or the client secret is not its own. */
function readVisit(parts: StripeParts, request: FastifyRequest): Visit | null {
  const { id } = request.params as { id: string };
  const posted = typeof request.body === 'string';
  const query = request.url.split('?', 2)[1] ?? '';
  try {
    const form = new FormParams(parseForm(posted ? String(request.body) : query));
    const clientSecret = form.text('client_secret') ?? '';
    const intent = parts.store.find('payment_intent', id);
    if (!intent || intent.client_secret !== clientSecret) return null;
    const returnUrl = form.text('return_url') ?? '';
    const lang = languageOf(request.headers['accept-language']);
    return {
      intent,
      clientSecret,
      returnUrl: isWebUrl(returnUrl) ? returnUrl : null,
      form,
      lang,
      texts: CHECKOUT_TEXTS[lang],
    };
  } catch (error) {
    if (error instanceof StripeApiError) return null;
    throw error;
  }
}

function address({ intent, clientSecret, returnUrl }: Visit, suffix = ''): string {
  const query = new URLSearchParams({ client_secret: clientSecret });
  if (returnUrl !== null) query.set('return_url', returnUrl);
  return `/checkout/${intent.id}${suffix}?${query}`;
}

/** Sends the payer back with the parameters Stripe adds, or shows the outcome here. */
function leave(reply: FastifyReply, visit: Visit): FastifyReply {
  const { intent, returnUrl, clientSecret } = visit;
  if (returnUrl === null) return reply.redirect(address(visit), 303);
  const target = new URL(returnUrl);
  target.searchParams.set('payment_intent', intent.id);
  target.searchParams.set('payment_intent_client_secret', clientSecret);
  target.searchParams.set(
    'redirect_status',
    intent.status === 'requires_payment_method' ? 'failed' : 'succeeded',
  );
  return reply.redirect(target.href, 303);
}

function amountOf({ intent, lang }: Visit): string {
  const decimals = decimalsOf(intent.currency);
  return new Intl.NumberFormat(lang, {
    style: 'currency',
    currency: intent.currency.toUpperCase(),
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(intent.amount / 10 ** decimals);
}

function sendVisit(reply: FastifyReply, visit: Visit, inner: Markup): FastifyReply {
  const { intent, lang, texts } = visit;
  const body = html`<div class="card">
      <div>${intent.description}</div>
      <div class="amount">${amountOf(visit)}</div>
      ${inner}
    </div>
    <p class="quiet">${texts.simulated}</p>`;
  return sendPage(reply, page({ title: texts.title, body, lang, narrow: true }));
}

function form(visit: Visit, suffix: string, buttons: Markup[]): Markup {
  return html`<form class="stack" method="post" action="/checkout/${visit.intent.id}${suffix}">
    <input type="hidden" name="client_secret" value="${visit.clientSecret}" />
    <input type="hidden" name="return_url" value="${visit.returnUrl}" />
    ${buttons}
  </form>`;
}

function payView(visit: Visit): Markup {
  const { intent, texts } = visit;
  if (!OPEN_STATUSES.includes(intent.status)) {
    const outcome = texts[intent.status as 'succeeded'] ?? intent.status;
    return html`<p><strong>${outcome}</strong></p>
      <p class="quiet">${texts.close}</p>`;
  }
  const buttons = CARDS.map(
    ([name, method]) =>
      html`<button name="card" value="${method}" class="${name === 'pay' ? 'main' : ''}">
        ${texts[name]}
      </button>`,
  );
  return html`${intent.last_payment_error && html`<p><strong>${texts.failed}</strong></p>`}
  ${form(visit, '', buttons)}`;
}

function authenticationView(visit: Visit): Markup {
  const { intent, texts } = visit;
  if (intent.status !== 'requires_action') return payView(visit);
  return html`<h2>${texts.authenticationTitle}</h2>
    <p>${texts.authenticationText}</p>
    ${form(visit, '/authenticate', [
      html`<button class="main" name="outcome" value="agree">${texts.agree}</button>`,
      html`<button name="outcome" value="refuse">${texts.refuse}</button>`,
    ])}`;
}
