import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultBoard } from '../faults/fault-board.ts';
import { hexadecimalId } from '../storage/ids.ts';
import { countSegments } from './segments.ts';
import { SmsError, checkMessage } from './sms-error.ts';
import type { SmsFaultTree } from './sms-faults.ts';
import type { Sms, SmsStore } from './sms-store.ts';
import type { StatusCallbacks } from './status-callbacks.ts';

export interface MessageParts {
  accountSid: string;
  authToken: string;
  store: SmsStore;
  faults: FaultBoard<SmsFaultTree>;
  callbacks: StatusCallbacks;
}

type AccountRoute = { Params: { account: string; message: string } };

/**
 * Registers Twilio's Messages resource,
 * https://www.twilio.com/docs/messaging/api/message-resource: create, fetch and list.
 */
export function registerMessages(server: FastifyInstance, parts: MessageParts): void {
  const base = '/2010-04-01/Accounts/:account';
  server.post<AccountRoute>(`${base}/Messages.json`, (request, reply) =>
    create(parts, request, reply),
  );
  server.get<AccountRoute>(`${base}/Messages.json`, (request) => {
    authenticate(parts, request);
    return list(parts, request);
  });
  server.get<AccountRoute>(`${base}/Messages/:message`, (request) => {
    authenticate(parts, request);
    const sid = request.params.message.replace(/\.json$/, '');
    const sms = parts.store.find(sid);
    if (!sms) throw notFound(request.url);
    return toResource(parts.accountSid, sms);
  });
}

/** 404 for a message that does not exist. */
function notFound(url: string): SmsError {
  const path = url.split('?', 1)[0] ?? '';
  return new SmsError(404, 20404, `The requested resource ${path.slice(0, 300)} was not found`);
}

function authenticate(parts: MessageParts, request: FastifyRequest<AccountRoute>): void {
  const [scheme, credentials] = (request.headers.authorization ?? '').split(' ', 2);
  const decoded =
    scheme?.toLowerCase() === 'basic' ? Buffer.from(credentials ?? '', 'base64').toString() : '';
  const expected = `${parts.accountSid}:${parts.authToken}`;
  if (decoded !== expected || request.params.account !== parts.accountSid) {
    throw new SmsError(401, 20003, 'Authenticate');
  }
}

async function create(
  parts: MessageParts,
  request: FastifyRequest<AccountRoute>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { faults, store, callbacks } = parts;
  const { delayMs, fail, timeoutAfterSending, undelivered } = faults.current;
  authenticate(parts, request);
  if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
  if (faults.take(fail)) {
    throw fail.status === 429
      ? new SmsError(429, 20429, 'Too Many Requests')
      : new SmsError(fail.status, 20500, 'Internal Server Error');
  }
  if (typeof request.body !== 'string') {
    throw new SmsError(400, 21604, "A 'To' phone number is required.");
  }
  const form = new URLSearchParams(request.body);
  const message = {
    to: form.get('To')?.trim() ?? '',
    from: form.get('From')?.trim() ?? '',
    messagingServiceSid: form.get('MessagingServiceSid')?.trim() ?? '',
    body: form.get('Body') ?? '',
  };
  checkMessage(message);
  const callbackUrl = readCallbackUrl(form.get('StatusCallback'));
  const viaService = message.messagingServiceSid !== '';
  const sms = store.add({
    sid: hexadecimalId('SM'),
    to: message.to,
    // With a messaging service Twilio picks the sender; the simulator's pool has one number.
    from: message.from || '+15005550006',
    body: message.body,
    segments: countSegments(message.body),
    status: 'queued',
    messagingServiceSid: viaService ? message.messagingServiceSid : null,
  });
  callbacks.follow(sms, faults.take(undelivered) ? 'undelivered' : 'delivered', callbackUrl);
  if (faults.take(timeoutAfterSending)) return reply.hijack();
  return reply.code(201).send(toResource(parts.accountSid, sms));
}

function readCallbackUrl(text: string | null): string | null {
  if (text === null || text === '') return null;
  const protocol = URL.parse(text)?.protocol;
  if (protocol === 'http:' || protocol === 'https:') return text;
  throw new SmsError(400, 21609, 'The StatusCallback URL is not a valid URL.');
}

/** RFC 2822, as Twilio writes instants: `Mon, 23 Nov 2026 20:51:07 +0000`. */
function formatDate(milliseconds: number): string {
  return new Date(milliseconds).toUTCString().replace('GMT', '+0000');
}

function toResource(accountSid: string, sms: Sms): object {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${sms.sid}`;
  const sent = sms.status !== 'queued';
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: sms.body,
    date_created: formatDate(sms.createdAt),
    date_sent: sent ? formatDate(sms.updatedAt) : null,
    date_updated: formatDate(sms.updatedAt),
    direction: 'outbound-api',
    error_code: sms.errorCode,
    error_message: sms.errorCode === null ? null : 'Unreachable destination handset',
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

function list(parts: MessageParts, request: FastifyRequest<AccountRoute>): object {
  const query = new URLSearchParams(request.url.split('?', 2)[1] ?? '');
  const size = readCount(query, 'PageSize', 50, 1, 1_000);
  const number = readCount(query, 'Page', 0, 0, 1_000_000);
  const to = query.get('To');
  const from = query.get('From');
  const found = parts.store.list({
    limit: size + 1,
    offset: number * size,
    ...(to !== null && to !== '' && { to }),
    ...(from !== null && from !== '' && { from }),
  });
  const messages = found.slice(0, size).map((sms) => toResource(parts.accountSid, sms));
  const pageUri = (page: number): string => {
    const params = new URLSearchParams(query);
    params.set('PageSize', String(size));
    params.set('Page', String(page));
    return `/2010-04-01/Accounts/${parts.accountSid}/Messages.json?${params}`;
  };
  return {
    messages,
    page: number,
    page_size: size,
    start: number * size,
    end: number * size + Math.max(messages.length - 1, 0),
    uri: pageUri(number),
    first_page_uri: pageUri(0),
    next_page_uri: found.length > size ? pageUri(number + 1) : null,
    previous_page_uri: number > 0 ? pageUri(number - 1) : null,
  };
}

function readCount(
  query: URLSearchParams,
  name: string,
  byDefault: number,
  least: number,
  most: number,
): number {
  const text = query.get(name);
  if (text === null) return byDefault;
  const value = Number(text);
  if (/^\d{1,7}$/.test(text) && value >= least && value <= most) return value;
  throw new SmsError(400, 20001, `Parameter '${name}' is not valid`);
}
