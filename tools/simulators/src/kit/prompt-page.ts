import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html, page } from './html.ts';
import { sendPage } from './http-server.ts';
import { languageOf } from './language.ts';

const TEXTS = {
  en: {
    title: 'The phone of the payer',
    ask: 'Confirm with your PIN to pay',
    confirm: 'Confirm',
    refuse: 'Refuse',
    poor: 'Too little money',
    over: { paid: 'This has been paid.', failed: 'This was not paid.' },
    notFound: 'This payment does not exist.',
    simulated: (name: string) => `Simulated ${name}: no money moves.`,
  },
  fr: {
    title: 'Le téléphone du payeur',
    ask: 'Confirmez avec votre code secret pour payer',
    confirm: 'Confirmer',
    refuse: 'Refuser',
    poor: 'Solde insuffisant',
    over: { paid: 'C’est payé.', failed: 'Ce paiement n’a pas eu lieu.' },
    notFound: 'Ce paiement n’existe pas.',
    simulated: (name: string) => `${name} simulé : aucun argent ne circule.`,
  },
};

/** What a phone shows of a payment. */
export interface Prompt {
  readonly id: string;
  readonly from: string;
  /** In whole units of the currency, as the provider writes it. */
  readonly amount: string;
  readonly currency: string;
  readonly state: 'open' | 'paid' | 'failed';
}

interface Phones {
  /** What the page calls the provider. */
  readonly provider: string;
  /** The provider's words for yes, no, and too little money. */
  readonly words: { readonly agreed: string; readonly refused: string; readonly poor: string };
  find(id: string): Prompt | null;
  /** @param refusal why the payer does not pay; null when the PIN was typed */
  answer(id: string, refusal: string | null): void;
}

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** Registers `/p/:id` in place of the prompt on a phone, where payers agree or not. */
export function registerPromptPage(server: FastifyInstance, phones: Phones): void {
  server.get('/p/:id', (request: Visit, reply) => show(phones, request, reply));
  server.post('/p/:id', (request: Visit, reply) => {
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    const { agreed, refused } = phones.words;
    const outcome = form.get('outcome') || refused;
    phones.answer(request.params.id, outcome === agreed ? null : outcome);
    return show(phones, request, reply);
  });
}

function show(phones: Phones, request: Visit, reply: FastifyReply): FastifyReply {
  const lang = languageOf(request.headers['accept-language']);
  const texts = TEXTS[lang];
  const prompt = phones.find(request.params.id);
  if (!prompt) {
    const body = html`<p>${texts.notFound}</p>`;
    return sendPage(reply, page({ title: texts.title, body, lang, narrow: true }), { status: 404 });
  }
  const { id, from, amount, currency, state } = prompt;
  const { agreed, refused, poor } = phones.words;
  const price = new Intl.NumberFormat(lang, { style: 'currency', currency }).format(Number(amount));
  const body = html`<div class="card">
      <div>${from}</div>
      <div class="amount">${price}</div>
      ${
        state === 'open'
          ? html`<p>${texts.ask}</p>
              <form class="stack" method="post" action="/p/${id}">
                <button class="main" name="outcome" value="${agreed}">${texts.confirm}</button>
                <button name="outcome" value="${refused}">${texts.refuse}</button>
                <button name="outcome" value="${poor}">${texts.poor}</button>
              </form>`
          : html`<p><strong>${texts.over[state]}</strong></p>`
      }
    </div>
    <p class="quiet">${texts.simulated(phones.provider)}</p>`;
  return sendPage(reply, page({ title: texts.title, body, lang, narrow: true }));
}
