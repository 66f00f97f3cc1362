import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { authRpc } from '@edu/contracts-auth';
import { availabilityRpc } from '@edu/contracts-availability';
import { bookingRpc } from '@edu/contracts-booking';
import { notificationRpc } from '@edu/contracts-notification';
import { paymentRpc } from '@edu/contracts-payment';
import { profileRpc } from '@edu/contracts-profile';
import { searchRpc } from '@edu/contracts-search';
import { sessionRpc } from '@edu/contracts-session';
import type { RpcOutput } from '@edu/contract-kit';
import { routedRpcs as routes } from '@edu/contracts-registry';
import {
  ApiClient,
  eventually,
  firstStart,
  inParallel,
  openTutor,
  payByCard,
  Postbox,
  readSlots,
} from '@edu/journey';
import type { CollectedSpan } from '@edu/simulators';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Canaries, SUSPICIOUS } from './canaries.ts';
import { outsideViews, type OutsideView } from './outside-views.ts';

const platform = inject('platform');
const api = new ApiClient(platform.url);
const post = new Postbox(platform.urls);
const canaries = new Canaries();
const mark = randomBytes(4).toString('hex');
/** What the platform calls the request that books. */
let bookingRequestId: string;

const name = canaries.add('a name', `Zoé Quéffelec-${mark}`);
const password = canaries.add('a password', `correct horse ${mark}`);
const email = canaries.add('an e-mail address', `zoe.${mark}@canary.test`);
const phone = canaries.add('a phone number', `+22501${String(randomInt(1e8)).padStart(8, '0')}`);
const words = canaries.add('words of a person', `Mon fils Éloi-${mark} a peur des maths`);

type Tokens = RpcOutput<typeof authRpc.verify>;
const record = (tokens: Tokens): Tokens => {
  canaries.add('an access token', tokens.accessToken);
  canaries.add('a refresh token', tokens.refreshToken);
  return tokens;
};

async function signUp(): Promise<Tokens> {
  const byPhone = { channel: 'sms', phone } as const;
  const sent = await api.ok(authRpc.register, {
    role: 'student',
    displayName: name,
    address: byPhone,
    password,
  });
  const { code } = await post.code(byPhone);
  const wrong = code === '000000' ? '000001' : '000000';
  await api.call(authRpc.verify, { ...sent, verificationId: sent.verificationId, code: wrong });
  const verify = { verificationId: sent.verificationId, code: canaries.add('a code', code) };
  const { accessToken: token } = record(await api.ok(authRpc.verify, verify));
  const byMail = { channel: 'email', email } as const;
  const proof = { kind: 'password', password } as const;
  const { accessToken } = await api.ok(authRpc.proveStepUp, { proof }, { token });
  const proven = { token: canaries.add('an access token', accessToken) };
  const { verificationId } = await api.ok(authRpc.addAddress, { address: byMail }, proven);
  const second = canaries.add('a code', (await post.code(byMail)).code);
  return record(await api.ok(authRpc.verify, { verificationId, code: second }));
}

async function signInBadly({ refreshToken }: Tokens): Promise<void> {
  const address = { channel: 'email', email } as const;
  await api.call(authRpc.login, { address, password: canaries.add('a guess', `guess ${mark}`) });
  record(await api.ok(authRpc.login, { address, password }));
  const next = record(await api.ok(authRpc.refresh, { refreshToken }));
  await api.call(authRpc.refresh, { refreshToken: next.refreshToken.slice(0, -2) + 'xx' });
  // The provider refuses the next message, which is logged.
  const faults = await fetch(`${platform.urls.sms}/_control/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fail: { next: 1, status: 500 } }),
  });
  expect(faults.status).toBe(200);
  await api.call(authRpc.loginCode, { address: { channel: 'sms', phone } });
}

/** A paid lesson, its room, its messages. */
async function learn(token: string): Promise<void> {
  const tutor = await openTutor(api, post, name);
  canaries.add('an access token', tutor.token);
  const profile = { headline: words, bio: words };
  const mine = await api.ok(profileRpc.getMine, {}, { token: tutor.token });
  const { displayName, subjects, languages, modes, hourlyRate, location, city, radiusKm } = mine;
  const kept = { displayName, subjects, languages, modes, hourlyRate, location, city, radiusKm };
  await api.ok(profileRpc.saveMine, { ...kept, ...profile, goals: [words.slice(0, 60)] }, tutor);
  await api.ok(searchRpc.tutors, { q: words.slice(0, 60) });
  const slots = await readSlots(api, { providerId: tutor.id, zone: 'Africa/Abidjan' });
  const startsAt = firstStart(slots, new Date(Date.now() + 120_000));
  const body = JSON.stringify({ providerId: tutor.id, startsAt });
  const booked = await api.send({
    method: 'POST',
    path: '/api/v1/bookings',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
    },
    body,
  });
  expect(booked.status, booked.text).toBe(201);
  bookingRequestId = booked.headers['x-request-id']!;
  const bookingId = (JSON.parse(booked.text) as { id: string }).id;
  const options = { token, key: randomUUID() };
  await api.call(bookingRpc.create, { providerId: tutor.id, startsAt }, { ...options });
  const intent = await api.ok(paymentRpc.createIntent, { bookingId }, options);
  canaries.add('a client secret', (intent.next as { clientSecret: string }).clientSecret);
  await payByCard(platform.urls.stripe, intent);
  await eventually(async () => {
    const { items } = await api.ok(notificationRpc.list, {}, { token });
    expect(items.length).toBeGreaterThan(0);
  });
  const pass = await eventually(() => api.ok(sessionRpc.token, { bookingId }, { token }));
  canaries.add('a room token', pass.token);
  await api.call(availabilityRpc.slots, {
    id: words,
    from: words,
    to: words,
    zone: words,
  });
}

/** Every door, with a canary in every place that a request has. */
async function knockEverywhere(token: string): Promise<void> {
  const card = canaries.add('a card number', '4000056655665556');
  const body = JSON.stringify({ name, email, phone, password, words, card, code: 482_913 });
  await inParallel(routes.length, 8, async (index) => {
    const { method, path } = routes[index]!.http;
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      cookie: canaries.add('a cookie', `session=${mark}-cookie`),
    };
    const inPath = `/api/v1${path.replace(/\{\w+\}/g, encodeURIComponent(email))}`;
    const query = `?email=${encodeURIComponent(email)}&q=${encodeURIComponent(words)}`;
    for (const authorization of [`Bearer ${token}`, `Bearer ${token}x`, `Basic ${password}`]) {
      const sent = { ...headers, authorization };
      await api.send({ method, path: inPath + query, headers: sent, body });
      await api.send({ method, path: inPath, headers: sent, body: body.slice(0, -5) });
    }
  });
  const webhook = { 'content-type': 'application/json', 'stripe-signature': `t=1,v1=${mark}` };
  await api.send({ method: 'POST', path: '/api/v1/payments/webhooks', headers: webhook, body });
  await api.send({ method: 'GET', path: `/${encodeURIComponent(words)}/${email}` });
}

let views: OutsideView[];

beforeAll(async () => {
  for (const secret of platform.secrets) canaries.add('a secret of the platform', secret);
  const tokens = await signUp();
  await signInBadly(tokens);
  await learn(tokens.accessToken);
  await knockEverywhere(tokens.accessToken);
  // The last spans are sent within two seconds.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  views = await outsideViews(platform);
}, 120_000);
afterAll(() => api.close());

describe('people’s data and secrets', () => {
  it('are in no log, trace, metric or dead letter', () => {
    expect(canaries.size).toBeGreaterThan(25);
    const found = views.flatMap(({ name: view, text }) =>
      canaries.in(text).map((what) => `${what} in ${view}`),
    );
    expect(found).toEqual([]);
  });

  it('nor is anything that looks like them, of any suite', () => {
    const found = views.flatMap(({ name: view, text }) =>
      Object.entries(SUSPICIOUS).flatMap(([what, pattern]) => {
        const at = text.search(pattern);
        return at < 0 ? [] : [`${what} in ${view}: ${text.slice(Math.max(0, at - 60), at + 20)}`];
      }),
    );
    expect(found).toEqual([]);
  });

  it('would be found in each of them', () => {
    for (const { name: view, text } of views) {
      expect(canaries.in(text + JSON.stringify({ email })), view).toContain('an e-mail address');
    }
  });

  it('were looked for in what there is', () => {
    const names = views.map((view) => view.name);
    for (const { name: service } of platform.services) {
      expect(names).toContain(`${service}.log`);
      expect(names).toContain(`metrics of ${service}`);
    }
    for (const server of ['postgres', 'nats', 'redis']) expect(names).toContain(`${server}.log`);
    expect(views.find((view) => view.name === 'traces')!.text).toContain(bookingRequestId);
  });
});

describe('a booking', () => {
  it('is one trace from the gateway through PostgreSQL and the outbox to the consumers', async () => {
    const spans = (await (await fetch(`${platform.collectorUrl}/spans`)).json()) as CollectedSpan[];
    const root = spans.find(
      (span) =>
        span.name === 'POST /api/v1/bookings' &&
        span.attributes['edu.request_id'] === bookingRequestId,
    )!;
    const trace = spans.filter((span) => span.traceId === root.traceId);
    const byId = new Map(trace.map((span) => [span.spanId, span]));
    /** Service and name of a span and of those above it. */
    const way = (span: CollectedSpan): string[] => {
      const parent = byId.get(span.parentId);
      return [`${span.resource['service.name']} ${span.name}`, ...(parent ? way(parent) : [])];
    };
    const ways = trace.map((span) => way(span).join(' < '));
    const created = 'gateway rpc.booking.create.v1 < gateway POST /api/v1/bookings';
    const handled = `booking rpc.booking.create.v1 < ${created}`;
    const published = `booking evt.booking.created.v1 < ${handled}`;
    expect(ways).toContain(created);
    expect(ways).toContainEqual(expect.stringMatching(/^availability rpc\..* < booking rpc\./));
    expect(ways).toContainEqual(expect.stringMatching(`^booking (INSERT|WITH) < ${handled}$`));
    expect(ways).toContain(published);
    expect(ways).toContain(`availability evt.booking.created.v1 < ${published}`);
    const consumer = trace.find(
      (span) => span.kind === 5 && span.resource['service.name'] === 'availability',
    )!;
    expect(consumer.attributes['edu.request_id']).toBe(bookingRequestId);
  });
});
