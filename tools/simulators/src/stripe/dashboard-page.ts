import type { FastifyInstance } from 'fastify';
import { formatInstant, html, page, table } from '../web/html.ts';
import type { Markup } from '../web/html.ts';
import { sendPage } from '../web/http-server.ts';
import type { ControlParts } from './control-routes.ts';
import { formatAmount } from './currency.ts';

const ROWS = 50;

function field(name: string, label: string, value: string | number | null): Markup {
  return html`<label>${label} <input name="${name}" value="${value}" size="8" /></label>`;
}

function faultForms({ faults }: ControlParts): Markup {
  const { webhooks, api, seed } = faults.current;
  const rules = [
    ['api.timeoutAfterCharging', 'Time-out after charging', api.timeoutAfterCharging],
    ['api.error500BeforeCharging', '500 before charging', api.error500BeforeCharging],
    ['api.rateLimit429', '429', api.rateLimit429],
    ['api.slow', 'Slow', api.slow],
    ['api.processing', 'Stays processing', api.processing],
    ['webhooks.drop', 'Webhook dropped', webhooks.drop],
    ['webhooks.duplicate', 'Webhook duplicated', webhooks.duplicate],
  ] as const;
  return html`${rules.map(
      ([name, label, rule]) =>
        html`<form class="row" method="post" action="/_control/faults">
          <strong>${label}</strong>
          ${field(`${name}.next`, 'next n', rule.next)}
          ${field(`${name}.probability`, 'probability', rule.probability)}
          ${'ms' in rule && field(`${name}.ms`, 'ms', rule.ms)}
          ${'copies' in rule && field(`${name}.copies`, 'copies', rule.copies)}
          <button>Set</button>
        </form>`,
    )}
    <form class="row" method="post" action="/_control/faults">
      <strong>Webhooks</strong>
      ${field('webhooks.delayMs', 'delay ms', webhooks.delayMs)}
      ${field('webhooks.reorder.windowMs', 'reorder window ms', webhooks.reorder.windowMs)}
      ${field('webhooks.signingSecret', 'sign with secret', webhooks.signingSecret)}
      ${field('seed', 'seed', seed)}
      <button>Set</button>
    </form>
    <div class="row">
      <form class="row" method="post" action="/_control/reset-faults">
        <input type="hidden" name="reset" value="1" /><button>Reset all faults</button>
      </form>
      <form class="row" method="post" action="/_control/redeliver">
        <input type="hidden" name="all" value="1" /><button>Deliver undelivered webhooks</button>
      </form>
    </div>`;
}

/** Registers `/`: what happened lately and the faults in force, for a person. */
export function registerDashboard(server: FastifyInstance, parts: ControlParts): void {
  const { store, deliveries } = parts;
  server.get('/', (_request, reply) => {
    const intents = store.list('payment_intent', { limit: ROWS })?.data ?? [];
    const counts = deliveries.counts();
    const body = html`<p class="quiet">
        Webhooks go to ${deliveries.endpoint.url ?? 'nobody'}: ${counts.delivered} delivered,
        ${counts.pending} pending, ${counts.failed} given up, ${counts.dropped} dropped.
      </p>
      <h2>Payment intents</h2>
      ${table(
        ['Created', 'Id', 'Amount', 'Status', 'Description', ''],
        intents.map((intent) => [
          formatInstant(intent.created * 1_000),
          html`<code>${intent.id}</code>`,
          formatAmount(intent.amount, intent.currency),
          intent.status,
          intent.description,
          html`<a href="/checkout/${intent.id}?client_secret=${intent.client_secret}">open</a>`,
        ]),
        'None yet.',
      )}
      <h2>Events and deliveries</h2>
      ${table(
        ['Event', 'Type', 'Copy', 'State', 'Attempts', 'Last answer'],
        deliveries
          .list(ROWS)
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
      <h2>Faults</h2>
      ${faultForms(parts)}`;
    return sendPage(reply, page({ title: 'Stripe simulator', body }));
  });
}
