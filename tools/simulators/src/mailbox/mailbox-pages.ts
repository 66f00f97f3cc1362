import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { answerControl, sendOverview } from '../kit/control.ts';
import type { FaultBoard } from '../kit/fault-board.ts';
import { formatInstant, html, page, table, type Markup } from '../kit/html.ts';
import { sendPage } from '../kit/http-server.ts';
import type { MailFaultTree } from './mail-faults.ts';
import type { Mail, MailStore } from './mail-store.ts';

const address = z.string().trim().min(1).max(320).optional();
const listQuery = z.object({
  to: address,
  after: z.union([z.stringFormat('id', /^\d{1,15}$/), z.iso.datetime({ offset: true })]).optional(),
  limit: z.coerce.number().int().min(1).max(2_000).default(100),
});
const clearQuery = z.object({ to: address });

/** A mail's own markup is shown without scripts, forms or anything loaded from elsewhere. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'";

/** Registers the JSON API under `/api/messages` and the pages for a person. */
export function registerMailbox(
  server: FastifyInstance,
  store: MailStore,
  faults: FaultBoard<MailFaultTree>,
): void {
  server.get('/api/messages', (request, reply) =>
    answerControl(request, reply, async () => {
      const { to, after, limit } = listQuery.parse(request.query);
      const isId = after !== undefined && /^\d+$/.test(after);
      const messages = await store.list({
        limit,
        ...(to !== undefined && { to }),
        ...(after !== undefined &&
          (isId ? { afterId: Number(after) } : { afterTime: Date.parse(after) })),
      });
      return { data: messages.map(({ html: _html, headers: _headers, ...summary }) => summary) };
    }),
  );
  server.get<{ Params: { id: string } }>(
    '/api/messages/:id',
    async ({ params }, reply) => (await store.find(params.id)) ?? notFound(reply),
  );
  server.delete('/api/messages', (request, reply) =>
    answerControl(request, reply, () => ({
      deleted: store.clear(clearQuery.parse(request.query).to),
    })),
  );
  server.get<{ Querystring: { to?: string } }>('/', async ({ query }, reply) => {
    const to = typeof query.to === 'string' ? query.to.trim() : '';
    const messages = await store.list({ limit: 200, partly: true, ...(to && { to }) });
    return sendOverview(reply, 'Mailbox', listView(messages, to), { faults });
  });
  server.get<{ Params: { id: string } }>('/messages/:id', async ({ params }, reply) => {
    const mail = await store.find(params.id);
    return mail ? sendPage(reply, messagePage(mail)) : notFound(reply);
  });
  server.get<{ Params: { id: string } }>('/messages/:id/body', async ({ params }, reply) => {
    const mail = await store.find(params.id);
    if (!mail?.html) return notFound(reply);
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', MAIL_POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .send(`<base target="_blank">${mail.html}`);
  });
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: { message: 'No such message.' } });
}

function listView(messages: readonly Mail[], to: string): Markup {
  return html`<form class="row">
      <label>Recipient <input name="to" value="${to}" /></label><button>Search</button>
    </form>
    ${table(
      ['Received', 'To', 'From', 'Subject'],
      messages.map((mail) => [
        formatInstant(Date.parse(mail.receivedAt)),
        mail.to.join(', '),
        mail.from,
        html`<a href="/messages/${mail.id}">${mail.subject || '(no subject)'}</a>`,
      ]),
      'No messages.',
    )}`;
}

function messagePage(mail: Mail): string {
  const body = html`<nav><a href="/">All messages</a></nav>
    <p>From ${mail.from} to ${mail.to.join(', ')}, ${formatInstant(Date.parse(mail.receivedAt))}</p>
    ${
      mail.html !== null &&
      html`<iframe
        title="HTML"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        src="/messages/${mail.id}/body"
      ></iframe>`
    }
    <h2>Text</h2>
    <pre>${mail.text}</pre>
    ${mail.attachments.length > 0 && html`<h2>Attachments</h2>`}
    ${mail.attachments.map(
      ({ filename, contentType, size }) =>
        html`<p>${filename ?? '(no name)'}, ${contentType}, ${size} bytes</p>`,
    )}
    <h2>Headers</h2>
    ${table(
      ['Name', 'Value'],
      mail.headers.map(({ name, value }) => [name, value]),
      'None.',
    )}`;
  return page({ title: mail.subject || '(no subject)', body });
}
