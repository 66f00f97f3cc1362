import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html, page } from './html.ts';
import { sendPage } from './http-server.ts';
import { languageOf } from './language.ts';

const TEXTS = {
  en: {
    title: (provider: string) => `Pay with ${provider}`,
    pay: 'Pay',
    refuse: 'Too little money',
    back: 'Back to the shop',
    over: { paid: 'This has been paid.', ended: 'This can no longer be paid.' },
    refused: 'There is not enough money in the wallet. Try again once there is.',
    notFound: 'This payment does not exist.',
    simulated: (provider: string) => `Simulated ${provider}: no money moves.`,
  },
  fr: {
    title: (provider: string) => `Payer avec ${provider}`,
    pay: 'Payer',
    refuse: 'Solde insuffisant',
    back: 'Retour à la boutique',
    over: { paid: 'C’est payé.', ended: 'Ce paiement n’est plus possible.' },
    refused: 'Le solde ne suffit pas. Réessayez une fois le compte rechargé.',
    notFound: 'Ce paiement n’existe pas.',
    simulated: (provider: string) => `${provider} simulé : aucun argent ne circule.`,
  },
};

/** A payment as its payer sees it. */
export interface Checkout {
  readonly id: string;
  readonly shop: string;
  /** In whole units. */
  readonly amount: number;
  readonly currency: string;
  readonly state: 'open' | 'paid' | 'ended';
  /** The last try failed for want of money, and another may follow. */
  readonly isRefused: boolean;
  readonly paidUrl: string;
  readonly backUrl: string;
}

interface Till {
  readonly provider: string;
  /** Each in a transaction of its own; null for a payment that does not exist. */
  find(id: string): Checkout | null;
  pay(id: string): Checkout | null;
  refuse(id: string): Checkout | null;
}

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** Registers `/c/:id`, where payers agree or not, and from where they go back. */
export function registerCheckoutPage(server: FastifyInstance, till: Till): void {
  server.get('/c/:id', (request: Visit, reply) =>
    show(till, till.find(request.params.id), request, reply),
  );
  server.post('/c/:id', (request: Visit, reply) => {
    const { id } = request.params;
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    const checkout = form.get('outcome') === 'pay' ? till.pay(id) : till.refuse(id);
    if (checkout?.state === 'paid') return reply.redirect(checkout.paidUrl, 303);
    return show(till, checkout, request, reply);
  });
}

function show(
  { provider }: Till,
  checkout: Checkout | null,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const lang = languageOf(request.headers['accept-language']);
  const texts = TEXTS[lang];
  const title = texts.title(provider);
  if (!checkout) {
    const body = html`<p>${texts.notFound}</p>`;
    return sendPage(reply, page({ title, body, lang, narrow: true }), { status: 404 });
  }
  const { id, shop, amount, currency, state, isRefused, backUrl } = checkout;
  const price = new Intl.NumberFormat(lang, { style: 'currency', currency }).format(amount);
  const body = html`<div class="card">
      <div>${shop}</div>
      <div class="amount">${price}</div>
      ${isRefused && html`<p role="alert">${texts.refused}</p>`}
      ${
        state === 'open'
          ? html`<form class="stack" method="post" action="/c/${id}">
              <button class="main" name="outcome" value="pay">${texts.pay}</button>
              <button name="outcome" value="refuse">${texts.refuse}</button>
            </form>`
          : html`<p><strong>${texts.over[state]}</strong></p>`
      }
      <p><a href="${backUrl}">${texts.back}</a></p>
    </div>
    <p class="quiet">${texts.simulated(provider)}</p>`;
  return sendPage(reply, page({ title, body, lang, narrow: true }));
}
