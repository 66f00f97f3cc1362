import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerControl } from '../faults/fault-board.ts';
import type { FaultBoard } from '../faults/fault-board.ts';
import { formatInstant, html, page, table } from '../web/html.ts';
import { sendPage } from '../web/http-server.ts';
import type { SmsFaultTree } from './sms-faults.ts';
import type { Sms, SmsStore } from './sms-store.ts';

const listQuery = z.object({
  to: z.string().trim().min(1).max(40).transform(restorePlus).optional(),
  /** A message's sid is not ordered; the instant it was sent after is. */
  after: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(2_000).default(100),
});

/** A plus sign that was not percent-encoded arrives as a space, which `trim` removed. */
function restorePlus(number: string): string {
  return /^\d{7,15}$/.test(number) ? `+${number}` : number;
}

/** Registers the JSON API under `/api/messages` and the page for a person. */
export function registerSmsPages(
  server: FastifyInstance,
  store: SmsStore,
  faults: FaultBoard<SmsFaultTree>,
): void {
  server.get('/api/messages', (request, reply) =>
    answerControl(request, reply, () => {
      const { to, after, limit } = listQuery.parse(request.query);
      const messages = store.list({
        limit,
        ...(to !== undefined && { to }),
        ...(after !== undefined && { afterTime: Date.parse(after) }),
      });
      return { data: messages.map(toJson) };
    }),
  );
  server.delete('/api/messages', () => ({ deleted: store.clear() }));
  server.get<{ Querystring: { to?: string } }>('/', ({ query }, reply) => {
    const to = restorePlus(typeof query.to === 'string' ? query.to.trim() : '');
    const { fail, delayMs } = faults.current;
    const body = html`<form class="row">
        <label>Recipient <input name="to" value="${to}" /></label><button>Search</button>
      </form>
      ${table(
        ['Sent', 'To', 'From', 'Text', 'Status'],
        store
          .list({ limit: 200, ...(to && { to }) })
          .map((sms) => [formatInstant(sms.createdAt), sms.to, sms.from, sms.body, sms.status]),
        'No messages.',
      )}
      <h2>Faults</h2>
      <form class="row" method="post" action="/_control/faults">
        <label>fail next n <input name="fail.next" value="${fail.next}" size="5" /></label>
        <label>with status <input name="fail.status" value="${fail.status}" size="5" /></label>
        <label>delay ms <input name="delayMs" value="${delayMs}" size="6" /></label>
        <button>Set</button>
      </form>`;
    return sendPage(reply, page({ title: 'SMS', body }));
  });
}

function toJson(sms: Sms): object {
  const { sid, to, from, body, segments, status, errorCode, createdAt } = sms;
  const sentAt = new Date(createdAt).toISOString();
  return { sid, to, from, body, segments, status, errorCode, sentAt };
}
