import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html, page } from '../kit/html.ts';
import { sendPage } from '../kit/http-server.ts';
import { languageOf } from '../kit/language.ts';
import { isOver, type Deposit, type Deposits } from './deposits.ts';

const TEXTS = {
  en: {
    title: 'The phone of the payer',
    ask: 'Confirm with your PIN to pay',
    confirm: 'Confirm',
    refuse: 'Refuse',
    poor: 'Too little money',
    over: { COMPLETED: 'This has been paid.', FAILED: 'This was not paid.' },
    notFound: 'This payment does not exist.',
    simulated: 'Simulated pawaPay: no money moves.',
  },
  fr: {
    title: 'Le téléphone du payeur',
    ask: 'Confirmez avec votre code secret pour payer',
    confirm: 'Confirmer',
    refuse: 'Refuser',
    poor: 'Solde insuffisant',
    over: { COMPLETED: 'C’est payé.', FAILED: 'Ce paiement n’a pas eu lieu.' },
    notFound: 'Ce paiement n’existe pas.',
    simulated: 'pawaPay simulé : aucun argent ne circule.',
  },
};

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** Registers `/p/:id` in place of the prompt on a phone, where payers agree or not. */
export function registerPromptPage(server: FastifyInstance, deposits: Deposits): void {
  const { store } = deposits;
  server.get('/p/:id', (request: Visit, reply) =>
    show(store.find('deposit', request.params.id), request, reply),
  );
  server.post('/p/:id', (request: Visit, reply) => {
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    const outcome = form.get('outcome') ?? '';
    const refusal = outcome === 'COMPLETED' ? null : outcome || 'PAYMENT_NOT_APPROVED';
    const deposit = store.transaction(() => deposits.answer(request.params.id, refusal));
    return show(deposit, request, reply);
  });
}

function show(deposit: Deposit | null, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const lang = languageOf(request.headers['accept-language']);
  const texts = TEXTS[lang];
  if (!deposit) {
    const body = html`<p>${texts.notFound}</p>`;
    return sendPage(reply, page({ title: texts.title, body, lang, narrow: true }), { status: 404 });
  }
  const { depositId, amount, currency, customerMessage, payer, status } = deposit;
  const { phoneNumber, provider } = payer.accountDetails;
  const price = new Intl.NumberFormat(lang, { style: 'currency', currency }).format(Number(amount));
  const body = html`<div class="card">
      <div>${customerMessage} · ${provider} · +${phoneNumber}</div>
      <div class="amount">${price}</div>
      ${
        isOver(deposit)
          ? html`<p><strong>${texts.over[status as 'COMPLETED' | 'FAILED']}</strong></p>`
          : html`<p>${texts.ask}</p>
              <form class="stack" method="post" action="/p/${depositId}">
                <button class="main" name="outcome" value="COMPLETED">${texts.confirm}</button>
                <button name="outcome" value="PAYMENT_NOT_APPROVED">${texts.refuse}</button>
                <button name="outcome" value="INSUFFICIENT_BALANCE">${texts.poor}</button>
              </form>`
      }
    </div>
    <p class="quiet">${texts.simulated}</p>`;
  return sendPage(reply, page({ title: texts.title, body, lang, narrow: true }));
}
