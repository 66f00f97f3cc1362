import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deliveries } from './deliveries.ts';
import type { FaultBoard } from './fault-board.ts';
import { faultsFromForm } from './fault-rule.ts';
import { html, page, table, type Markup } from './html.ts';
import { isWebUrl, sendPage } from './http-server.ts';
import type { MoneyLog } from './money-log.ts';

/** What a simulator has for people and tests to look at and to turn. */
export interface Controlled {
  readonly faults: FaultBoard<{ seed: number }>;
  readonly deliveries?: Deliveries;
  readonly money?: MoneyLog;
}

const limitOf = z.object({ limit: z.coerce.number().int().min(1).max(100_000).default(10_000) });
const chargesQuery = limitOf.extend({ payment_intent: z.string().optional() });
const redeliverBody = z
  .strictObject({ eventIds: z.array(z.string().max(255)).max(10_000).optional() })
  .nullish();
const endpointBody = z.strictObject({
  url: z.string().refine(isWebUrl, 'must be an http or https URL').nullish(),
  secret: z.string().min(1).max(200).optional(),
});

/**
 * Registers `/_control`: the state of the simulator, its faults, deliveries and money log, for tests
 * and people. It is no part of a provider's API and needs no key.
 */
export function registerControl(server: FastifyInstance, parts: Controlled): void {
  const { faults, deliveries, money } = parts;
  const state = (): object => ({
    faults: faults.current,
    ...(deliveries && { webhookUrl: deliveries.endpoint.url, deliveries: deliveries.counts() }),
  });
  const post = (path: string, work: (body: unknown) => object) =>
    server.post(`/_control${path}`, (request, reply) =>
      answerControl(request, reply, () => work(request.body)),
    );

  server.get('/_control', state);
  post('/faults', (body) => {
    faults.change(typeof body === 'string' ? faultsFromForm(body) : (body ?? {}));
    return state();
  });
  post('/reset-faults', () => {
    faults.reset();
    return state();
  });
  if (deliveries) {
    server.get('/_control/deliveries', (request, reply) =>
      answerControl(request, reply, () => ({
        data: deliveries.list(limitOf.parse(request.query).limit),
        counts: deliveries.counts(),
      })),
    );
    post('/redeliver', (body) => {
      const which = typeof body === 'string' ? null : redeliverBody.parse(body);
      return { redelivered: deliveries.redeliver(which?.eventIds) };
    });
    post('/webhook-endpoint', (body) => {
      const { url, secret } = endpointBody.parse(body);
      if (url !== undefined) deliveries.endpoint.url = url;
      if (secret !== undefined) deliveries.endpoint.secret = secret;
      deliveries.wake();
      return state();
    });
  }
  if (money) {
    server.get('/_control/charges', (request, reply) =>
      answerControl(request, reply, () => {
        const { limit, payment_intent: intent } = chargesQuery.parse(request.query);
        const data = money.list(limit, intent);
        const charges = data.filter(({ action }) => action === 'charge');
        return {
          data,
          summary: {
            charges: charges.length,
            paymentIntentsCharged: new Set(charges.map((entry) => entry.paymentIntent)).size,
            refunds: data.filter(({ action }) => action === 'refund').length,
          },
        };
      }),
    );
  }
}

/** JSON for tools; a form of the page gets back to it. 400 names what was invalid. */
export async function answerControl(
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => object | Promise<object>,
): Promise<FastifyReply> {
  try {
    const result = await work();
    return typeof request.body === 'string' ? reply.redirect('/', 303) : reply.send(result);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const message = z.prettifyError(error);
    return reply.code(400).send({ error: { type: 'invalid_request_error', message } });
  }
}

/** Sends the page of a simulator: what its provider shows, then deliveries and faults. */
export function sendOverview(
  reply: FastifyReply,
  title: string,
  body: Markup,
  { faults, deliveries }: Controlled,
): FastifyReply {
  return sendPage(
    reply,
    page({
      title,
      body: html`${body} ${deliveries && deliveriesView(deliveries)}
        <h2>Faults</h2>
        ${faultForms(faults.current)}
        <form class="row" method="post" action="/_control/reset-faults">
          <input type="hidden" name="reset" value="1" /><button>Reset all faults</button>
        </form>`,
    }),
  );
}

function deliveriesView(deliveries: Deliveries): Markup {
  const counts = deliveries.counts();
  return html`<h2>Deliveries</h2>
    <p class="quiet">
      To ${deliveries.endpoint.url ?? 'nobody'}: ${counts.delivered} delivered, ${counts.pending}
      pending, ${counts.failed} given up, ${counts.dropped} dropped.
    </p>
    ${table(
      ['Event', 'Type', 'Copy', 'State', 'Attempts', 'Last answer'],
      deliveries
        .list(50)
        .map((delivery) => [
          html`<code>${delivery.eventId}</code>`,
          delivery.eventType,
          delivery.copy,
          delivery.state,
          delivery.attempts,
          delivery.lastError ?? delivery.lastStatus,
        ]),
      'None yet.',
    )}
    <form class="row" method="post" action="/_control/redeliver">
      <input type="hidden" name="all" value="1" /><button>Deliver what was not delivered</button>
    </form>`;
}

/** A form for each fault of a tree; what holds others is walked into. */
function faultForms(tree: object, path: readonly string[] = []): Markup[] {
  const entries = Object.entries(tree) as [string, unknown][];
  const isTree = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const fields = entries.filter(([, value]) => value === null || typeof value !== 'object');
  const own = html`<form class="row" method="post" action="/_control/faults">
    <strong>${path.join(' ')}</strong>
    ${fields.map(
      ([name, value]) =>
        html`<label
          >${name}
          <input name="${[...path, name].join('.')}" value="${value as string | null}" size="8"
        /></label>`,
    )}
    <button>Set</button>
  </form>`;
  const inner = entries.flatMap(([name, value]) =>
    isTree(value) ? faultForms(value, [...path, name]) : [],
  );
  return fields.length > 0 ? [own, ...inner] : inner;
}
