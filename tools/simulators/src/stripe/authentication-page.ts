import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Stripe from 'stripe';
import { html, page, type Markup } from '../kit/html.ts';
import { sendPage } from '../kit/http-server.ts';
import { languageOf } from '../kit/language.ts';
import { AUTHENTICATION_TEXTS, type AuthenticationTexts } from './authentication-texts.ts';
import { decimalsOf } from './currency.ts';
import { FormParams, parseForm } from './form-params.ts';
import type { StripeParts } from './operations.ts';
import { StripeApiError } from './stripe-error.ts';
import { noRequest } from './stripe-objects.ts';

interface Visit {
  intent: Stripe.PaymentIntent;
  form: FormParams;
  lang: 'en' | 'fr';
  texts: AuthenticationTexts;
}

/**
 * Registers `/authenticate/:id` in place of the bank's 3-D Secure page, where payers are sent who have
 * to confirm, and from where they go back to the shop. It needs the client secret.
 */
export function registerAuthentication(server: FastifyInstance, parts: StripeParts): void {
  server.get('/authenticate/:id', (request, reply) => show(parts, request, reply));
  server.post('/authenticate/:id', (request, reply) => {
    const visit = readVisit(parts, request);
    if (visit?.intent.status !== 'requires_action') return show(parts, request, reply);
    const { id, next_action: action } = visit.intent;
    const agreed = visit.form.text('outcome') === 'agree';
    parts.store.transaction(() => parts.intents.authenticate(id, agreed, noRequest()));
    return leave(reply, parts.intents.get(id), action?.redirect_to_url?.return_url);
  });
}

function show(parts: StripeParts, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const visit = readVisit(parts, request);
  if (visit) return sendPage(reply, pageOf(visit, view(visit)));
  const lang = languageOf(request.headers['accept-language']);
  const { title, notFound } = AUTHENTICATION_TEXTS[lang];
  const body = html`<p>${notFound}</p>`;
  return sendPage(reply, page({ title, body, lang, narrow: true }), { status: 404 });
}

/** The visit, or null when there is no such intent or the client secret is not its own. */
function readVisit(parts: StripeParts, request: FastifyRequest): Visit | null {
  const { id } = request.params as { id: string };
  const posted = typeof request.body === 'string';
  const query = request.url.split('?', 2)[1] ?? '';
  try {
    const form = new FormParams(parseForm(posted ? String(request.body) : query));
    const intent = parts.store.find('payment_intent', id);
    if (!intent || intent.client_secret !== form.text('client_secret')) return null;
    const lang = languageOf(request.headers['accept-language']);
    return { intent, form, lang, texts: AUTHENTICATION_TEXTS[lang] };
  } catch (error) {
    if (error instanceof StripeApiError) return null;
    throw error;
  }
}

/** Sends the payer back with the parameters Stripe adds, or shows here that it is over. */
function leave(
  reply: FastifyReply,
  { id, client_secret: secret, status }: Stripe.PaymentIntent,
  returnUrl: string | null | undefined,
): FastifyReply {
  const clientSecret = secret ?? '';
  if (!returnUrl) {
    const query = new URLSearchParams({ client_secret: clientSecret });
    return reply.redirect(`/authenticate/${id}?${query}`, 303);
  }
  const target = new URL(returnUrl);
  target.searchParams.set('payment_intent', id);
  target.searchParams.set('payment_intent_client_secret', clientSecret);
  target.searchParams.set(
    'redirect_status',
    status === 'requires_payment_method' ? 'failed' : 'succeeded',
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

function pageOf(visit: Visit, inner: Markup): string {
  const { intent, lang, texts } = visit;
  const body = html`<div class="card">
      <div>${intent.description}</div>
      <div class="amount">${amountOf(visit)}</div>
      ${inner}
    </div>
    <p class="quiet">${texts.simulated}</p>`;
  return page({ title: texts.title, body, lang, narrow: true });
}

function view({ intent, texts }: Visit): Markup {
  if (intent.status !== 'requires_action') {
    return html`<p><strong>${texts.over}</strong></p>
      <p class="quiet">${texts.close}</p>`;
  }
  return html`<p>${texts.ask}</p>
    <form class="stack" method="post" action="/authenticate/${intent.id}">
      <input type="hidden" name="client_secret" value="${intent.client_secret}" />
      <button class="main" name="outcome" value="agree">${texts.agree}</button>
      <button name="outcome" value="refuse">${texts.refuse}</button>
    </form>`;
}
