import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerControl, sendOverview } from '../kit/control.ts';
import { Deliveries } from '../kit/deliveries.ts';
import { deliveryFaults } from '../kit/delivery-faults.ts';
import { seed } from '../kit/fault-board.ts';
import { faultRule } from '../kit/fault-rule.ts';
import { formatInstant, html, table } from '../kit/html.ts';
import { isWebUrl } from '../kit/http-server.ts';
import { hexadecimalId } from '../kit/ids.ts';
import { Later } from '../kit/later.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { countSegments } from './segments.ts';
import { SmsError, checkMessage } from './twilio-error.ts';

const smsFaults = z.strictObject({
  seed,
  /** Refuses the request with this HTTP status; 429 carries Twilio's code 20429. */
  fail: faultRule.extend({ status: z.literal([429, 500, 503]).default(500) }).prefault({}),
  /** The message is accepted and shown here, but the answer never comes. */
  timeoutAfterSending: faultRule.prefault({}),
  /** Accepted, then reported `undelivered` with error 30003. */
  undelivered: faultRule.prefault({}),
  /** Every answer comes this much later. */
  delayMs: z.int().min(0).max(600_000).default(0),
  webhooks: deliveryFaults.prefault({}),
});

export interface SmsSimulatorOptions extends SimulatorOptions {
  accountSid: string;
  authToken: string;
  /** Messages kept; the oldest go first. */
  capacity?: number;
  /** Wait before each step from queued to sent to delivered. */
  statusStepMs?: number;
}

export type SmsSimulator = Simulator<z.infer<typeof smsFaults>>;

interface Sms {
  sid: string;
  to: string;
  from: string;
  body: string;
  segments: number;
  status: 'queued' | 'sent' | 'delivered' | 'undelivered';
  messagingServiceSid: string | null;
  callbackUrl: string | null;
  createdAt: number;
  updatedAt: number;
}

/** What a message becomes next; a message that is sent knows how it will end. */
type Step = 'sent, then delivered' | 'sent, then undelivered' | 'delivered' | 'undelivered';

const CALLBACK_RETRY = { baseMs: 0, maxMs: 0, maxAttempts: 1, timeoutMs: 10_000 };
/** A plus sign that was not percent-encoded arrives as a space, which `trim` removed. */
const recipient = z
  .string()
  .trim()
  .max(40)
  .transform((text) => (/^\d{7,15}$/.test(text) ? `+${text}` : text));
const listQuery = z.object({
  to: recipient.optional(),
  /** A message's sid is not ordered; the instant it was sent after is. */
  after: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(2_000).default(100),
});

/**
 * Starts a simulator of Twilio's Messages resource that shows messages instead of sending them:
 * create and fetch, https://www.twilio.com/docs/messaging/api/message-resource.
 */
export async function startSmsSimulator(options: SmsSimulatorOptions): Promise<SmsSimulator> {
  const { accountSid, authToken, capacity = 2_000, statusStepMs = 200 } = options;
  const parts = openSimulator<{ sms: Sms }, z.infer<typeof smsFaults>>(options, {
    faults: smsFaults,
    answerError: (reply, status, message, error) =>
      void reply.code(status).send(toSmsError(status, message, error).toBody()),
  });
  const { server, store, faults, log } = parts;
  const later = new Later<Step>(store, log);
  const deliveries = new Deliveries(store, faults, {
    endpoint: { url: null, secret: authToken },
    retry: CALLBACK_RETRY,
    log,
    sign: ({ url, body, secret }) => ({
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'user-agent': 'TwilioProxy/1.1',
      ...(secret !== '' && {
        'x-twilio-signature': signCallback(
          url,
          Object.fromEntries(new URLSearchParams(body)),
          secret,
        ),
      }),
    }),
  });

  const authenticate = (request: FastifyRequest): void => {
    const [scheme, credentials = ''] = (request.headers.authorization ?? '').split(' ', 2);
    const given = scheme?.toLowerCase() === 'basic' ? Buffer.from(credentials, 'base64') : '';
    const { account } = request.params as { account: string };
    if (given.toString() !== `${accountSid}:${authToken}` || account !== accountSid) {
      throw new SmsError(401, 20003, 'Authenticate');
    }
  };

  /** Takes a message on to its next status and reports that to its callback address. */
  const go = (sid: string, step: Step): void => {
    const sms = store.find('sms', sid);
    if (!sms) return;
    const [status, last] = step.split(', then ') as [Sms['status'], Step | undefined];
    Object.assign(sms, { status, updatedAt: Date.now() });
    store.put('sms', sid, sms);
    if (last) later.schedule(sid, last, statusStepMs);
    if (sms.callbackUrl === null) return;
    const body = new URLSearchParams({
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
      From: sms.from,
      MessageSid: sid,
      MessageStatus: status,
      SmsSid: sid,
      SmsStatus: status,
      To: sms.to,
      ...(status === 'undelivered' && { ErrorCode: '30003' }),
    }).toString();
    deliveries.enqueue({ id: sid, type: status, body, url: sms.callbackUrl });
  };

  const base = '/2010-04-01/Accounts/:account';
  server.post(`${base}/Messages.json`, async (request, reply) => {
    const { delayMs, fail, timeoutAfterSending, undelivered } = faults.current;
    authenticate(request);
    if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
    if (faults.take(fail)) throw refusal(fail.status);
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    const sms = readMessage(form);
    store.transaction(() => {
      store.put('sms', sms.sid, sms);
      store.trim('sms', capacity);
      const last = faults.take(undelivered) ? 'undelivered' : 'delivered';
      later.schedule(sms.sid, `sent, then ${last}`, statusStepMs);
    });
    if (faults.take(timeoutAfterSending)) return reply.hijack();
    return reply.code(201).send(toResource(accountSid, sms));
  });
  server.get<{ Params: { message: string } }>(`${base}/Messages/:message`, (request) => {
    authenticate(request);
    const sms = store.find('sms', request.params.message.replace(/\.json$/, ''));
    if (sms) return toResource(accountSid, sms);
    const path = request.url.slice(0, 300);
    throw new SmsError(404, 20404, `The requested resource ${path} was not found`);
  });

  server.get('/api/messages', (request, reply) =>
    answerControl(request, reply, () => {
      const { to, after, limit } = listQuery.parse(request.query);
      const where = { to: to || undefined };
      const data = store.list('sms', {
        where,
        after: after === undefined ? 0 : Date.parse(after),
        limit,
      });
      return {
        data: data.map(({ createdAt, callbackUrl: _, ...sms }) => ({
          ...sms,
          sentAt: new Date(createdAt).toISOString(),
        })),
      };
    }),
  );
  server.delete('/api/messages', () => ({ deleted: store.clear('sms') }));
  server.get<{ Querystring: { to?: string } }>('/', ({ query }, reply) => {
    const to = recipient.catch('').parse(query.to ?? '');
    const messages = store.list('sms', { where: { to: to || undefined }, limit: 200 });
    const body = html`<form class="row">
        <label>Recipient <input name="to" value="${to}" /></label><button>Search</button>
      </form>
      ${table(
        ['Sent', 'To', 'From', 'Text', 'Status'],
        messages.map((m) => [formatInstant(m.createdAt), m.to, m.from, m.body, m.status]),
        'No messages.',
      )}`;
    return sendOverview(reply, 'SMS', body, { faults, deliveries });
  });
  return parts.start({ deliveries, later }, () => later.start(go));
}

/**
 * The `X-Twilio-Signature` header: base64 of HMAC-SHA1, keyed with the auth token, over the URL
 * followed by every parameter's name and value in the order of names.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export function signCallback(
  url: string,
  params: Readonly<Record<string, string>>,
  authToken: string,
): string {
  const names = Object.keys(params).sort();
  const text = url + names.map((name) => name + (params[name] ?? '')).join('');
  return createHmac('sha1', authToken).update(text).digest('base64');
}

/** A message as the request describes it. @throws SmsError as Twilio refuses it */
function readMessage(form: URLSearchParams): Sms {
  const field = (name: string) => form.get(name)?.trim() ?? '';
  const [to, from, service] = [field('To'), field('From'), field('MessagingServiceSid')];
  const body = form.get('Body') ?? '';
  checkMessage({ to, from, messagingServiceSid: service, body });
  const callbackUrl = form.get('StatusCallback') || null;
  if (callbackUrl !== null && !isWebUrl(callbackUrl)) {
    throw new SmsError(400, 21609, 'The StatusCallback URL is not a valid URL.');
  }
  const now = Date.now();
  return {
    sid: hexadecimalId('SM'),
    to,
    // With a messaging service Twilio picks the sender; the simulator's pool has one number.
    from: from || '+15005550006',
    body,
    segments: countSegments(body),
    status: 'queued',
    messagingServiceSid: service || null,
    callbackUrl,
    createdAt: now,
    updatedAt: now,
  };
}

/** RFC 2822, as Twilio writes instants: `Mon, 23 Nov 2026 20:51:07 +0000`. */
function formatDate(milliseconds: number): string {
  return new Date(milliseconds).toUTCString().replace('GMT', '+0000');
}

function toResource(accountSid: string, sms: Sms): object {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${sms.sid}`;
  const undelivered = sms.status === 'undelivered';
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: sms.body,
    date_created: formatDate(sms.createdAt),
    date_sent: sms.status === 'queued' ? null : formatDate(sms.updatedAt),
    date_updated: formatDate(sms.updatedAt),
    direction: 'outbound-api',
    error_code: undelivered ? 30003 : null,
    error_message: undelivered ? 'Unreachable destination handset' : null,
    from: sms.from,
    messaging_service_sid: sms.messagingServiceSid,
    num_media: '0',
    num_segments: String(sms.segments),
    price: null,
    price_unit: 'USD',
    sid: sms.sid,
    status: sms.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: sms.to,
    uri: `${uri}.json`,
  };
}

function refusal(status: number): SmsError {
  return status === 429
    ? new SmsError(429, 20429, 'Too Many Requests')
    : new SmsError(status, 20500, 'Internal Server Error');
}

/** Twilio's form of a refusal: the handler's own, or one for what Fastify refused. */
function toSmsError(status: number, message: string, error: unknown): SmsError {
  if (error instanceof SmsError) return error;
  if (status === 404) return new SmsError(404, 20404, message);
  return new SmsError(status, status >= 500 ? 20500 : 20001, message);
}
