import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html, page } from '../kit/html.ts';
import { languageOf } from '../kit/language.ts';
import { sendPage } from '../kit/http-server.ts';
import type { Session, Sessions } from './wave-sessions.ts';

const TEXTS = {
  en: {
    title: 'Pay with Wave',
    pay: 'Pay',
    refuse: 'Too little money',
    back: 'Back to the shop',
    over: { open: '', complete: 'This has been paid.', expired: 'This can no longer be paid.' },
    refused: 'There is not enough money in the wallet. Try again once there is.',
    notFound: 'This payment does not exist.',
    simulated: 'Simulated Wave: no money moves.',
  },
  fr: {
    title: 'Payer avec Wave',
    pay: 'Payer',
    refuse: 'Solde insuffisant',
    back: 'Retour à la boutique',
    over: { open: '', complete: 'C’est payé.', expired: 'Ce paiement n’est plus possible.' },
    refused: 'Le solde ne suffit pas. Réessayez une fois le compte rechargé.',
    notFound: 'Ce paiement n’existe pas.',
    simulated: 'Wave simulé : aucun argent ne circule.',
  },
};

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** Registers `/c/:id` in place of the Wave app, where payers agree or not, and from where they go back. */
export function registerLaunchPage(server: FastifyInstance, sessions: Sessions): void {
  server.get('/c/:id', (request: Visit, reply) => {
    const session = sessions.store.transaction(() => sessions.find(request.params.id));
    return show(session, request, reply);
  });
  server.post('/c/:id', (request: Visit, reply) => {
    const { id } = request.params;
    const outcome = new URLSearchParams(typeof request.body === 'string' ? request.body : '').get(
      'outcome',
    );
    const session = sessions.store.transaction(() => {
      if (!sessions.find(id)) return null;
      return outcome === 'pay' ? sessions.pay(id) : sessions.refuse(id);
    });
    const isPaid = session?.payment_status === 'succeeded';
    return isPaid ? reply.redirect(session.success_url, 303) : show(session, request, reply);
  });
}

function show(session: Session | null, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const lang = languageOf(request.headers['accept-language']);
  const texts = TEXTS[lang];
  if (!session) {
    const body = html`<p>${texts.notFound}</p>`;
    return sendPage(reply, page({ title: texts.title, body, lang, narrow: true }), { status: 404 });
  }
  const { id, amount, currency, checkout_status: status, error_url: back } = session;
  const price = new Intl.NumberFormat(lang, { style: 'currency', currency }).format(Number(amount));
  const body = html`<div class="card">
      <div>${session.business_name}</div>
      <div class="amount">${price}</div>
      ${session.last_payment_error && html`<p role="alert">${texts.refused}</p>`}
      ${
        status === 'open'
          ? html`<form class="stack" method="post" action="/c/${id}">
              <button class="main" name="outcome" value="pay">${texts.pay}</button>
              <button name="outcome" value="refuse">${texts.refuse}</button>
            </form>`
          : html`<p><strong>${texts.over[status]}</strong></p>`
      }
      <p><a href="${back}">${texts.back}</a></p>
    </div>
    <p class="quiet">${texts.simulated}</p>`;
  return sendPage(reply, page({ title: texts.title, body, lang, narrow: true }));
}
