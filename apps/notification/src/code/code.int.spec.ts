import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Locale, RpcInput } from '@edu/contract-kit';
import { notificationErrors, notificationRpc } from '@edu/contracts-notification';
import { Call } from '@edu/messaging';
import { eventually, testServers } from '@edu/testing';
import { Redis } from 'ioredis';
import { startNotification, type NotificationHarness } from '../notification.harness.ts';
import { CodeService } from './code.service.ts';

type Input = RpcInput<typeof notificationRpc.sendCode>;

let world: NotificationHarness;

beforeAll(async () => {
  world = await startNotification();
});
afterAll(() => world.stop());
afterEach(() => {
  world.mailbox.faults.reset();
  world.sms.faults.reset();
});

let count = 0;
const someEmail = () => `person${++count}@codes.test`;
const code = { kind: 'code', code: '271828', purpose: 'login', minutes: 10 } as const;
const send = (to: Input['to'], message: Input['message'] = code, locale: Locale = 'fr') =>
  world.service.call(notificationRpc.sendCode, { to, locale, message });

describe('a code', () => {
  it('goes out by e-mail within the call, in the language asked for', async () => {
    for (const [locale, subject, words] of [
      ['fr', 'Votre code', 'est votre code pour votre connexion. Il est valable 10 minutes.'],
      ['en', 'Your code', 'is your code for signing in. It is valid for 10 minutes.'],
    ] as const) {
      const email = someEmail();
      await send({ channel: 'email', email }, code, locale);
      const [mail, ...others] = await world.mailsTo(email);
      expect(others).toEqual([]);
      expect(mail!.subject).toBe(subject);
      expect(mail!.text).toContain(`271828 ${words}`);
      expect(mail!.text.match(/\b\d{6}\b/g)).toEqual(['271828']);
    }
  });

  it('goes out by SMS within the call', async () => {
    await send({ channel: 'sms', phone: '+2250701020304' }, { ...code, purpose: 'register' });
    expect(await world.smsTo('+2250701020304')).toEqual([
      'EduConnect - Votre code. 271828 est votre code pour votre inscription. Il est valable 10 minutes.',
    ]);
  });

  it('is not stored in the database, Redis or logs', async () => {
    await send({ channel: 'email', email: someEmail() }, { ...code, code: '314159' });
    const { rows: tables } = await world.service.sql.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'notification'`,
    );
    for (const { name } of tables) {
      const { rows } = await world.service.sql.query(
        `SELECT FROM notification.${name} AS t WHERE t::text LIKE '%314159%'`,
      );
      expect(rows, name).toEqual([]);
    }
    const redis = new Redis(testServers().redisUrl);
    const keys = await redis.keys('*');
    const dumps = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
    redis.disconnect();
    expect(dumps.some((dump) => dump?.includes('314159'))).toBe(false);
  });
});

it.each([
  ['child', 'avec votre propre connexion'],
  ['parent', 'le second parent de son enfant'],
] as const)('sends an invitation to a family, as %s, without a secret', async (as, words) => {
  const email = someEmail();
  await send({ channel: 'email', email }, { kind: 'family_invitation', as });
  const [mail] = await world.mailsTo(email);
  expect(mail!.text).toContain(words);
  expect(mail!.text).toMatch(/\/account\/family\s/);
});

it('sends a note without a code that the address is known, or unknown', async () => {
  for (const [kind, words] of [
    ['known_address', 'elle en a déjà un'],
    ['unknown_address', 'elle n’a pas de compte'],
  ] as const) {
    const email = someEmail();
    await send({ channel: 'email', email }, { kind });
    const [mail] = await world.mailsTo(email);
    expect(mail!.text).toContain(words);
    expect(mail!.text).not.toMatch(/\b\d{6}\b/);
  }
});

it('sends the previous address a message about its replacement, with a link to undo it', async () => {
  const undoToken = 'u'.repeat(43);
  const url = `https://educonnect.test/undo-address#${undoToken}`;
  const message = { kind: 'address_changed', channel: 'email', undoToken } as const;
  const email = someEmail();
  await send({ channel: 'email', email }, message);
  const [mail] = await world.mailsTo(email);
  expect(mail!.text).toContain(url);
  const phone = '+2250701020377';
  await send({ channel: 'sms', phone }, message, 'en');
  expect(await world.smsTo(phone)).toEqual([
    `EduConnect - Your address was changed. The e-mail address of your account was changed. If it was not you, undo it within 72 hours: ${url}`,
  ]);
  const restored = someEmail();
  await send({ channel: 'email', email: restored }, { ...message, undoToken: null });
  expect((await world.mailsTo(restored))[0]!.text).not.toContain('undo-address');
});

describe('what could not be sent', () => {
  const notSent = { code: notificationErrors.notSent.code, status: 503, retryAfter: 60 };

  const undeliverable = { code: notificationErrors.undeliverable.code, status: 422 };

  it.each([
    [451, notSent],
    [550, undeliverable],
  ] as const)('is answered when the mail server refuses with %d', async (refusal, problem) => {
    world.mailbox.faults.change({ reject: { next: 1, code: refusal } });
    await expect(send({ channel: 'email', email: someEmail() })).rejects.toMatchObject(problem);
  });

  it('is answered when the SMS provider fails or refuses the number', async () => {
    world.sms.faults.change({ fail: { next: 1, status: 500 } });
    await expect(send({ channel: 'sms', phone: '+2250701020305' })).rejects.toMatchObject(notSent);
    const refused = send({ channel: 'sms', phone: '+15005550001' });
    await expect(refused).rejects.toMatchObject(undeliverable);
  });

  it('is answered before the deadline of the caller', async () => {
    const codes = world.service.instances[0]!.app.get(CodeService, { strict: false });
    world.mailbox.faults.change({ delayMs: 60_000 });
    world.sms.faults.change({ delayMs: 60_000 });
    for (const to of [
      { channel: 'email', email: someEmail() },
      { channel: 'sms', phone: '+2250701020306' },
    ] as const) {
      // A busy machine may need more than the tenth of a second that is kept back, but not always.
      await eventually(async () => {
        const call = new Call({ deadline: Date.now() + 600 });
        const sending = codes.send({ to, locale: 'fr', message: code }, call);
        await expect(sending).rejects.toMatchObject(notSent);
        expect(Date.now()).toBeLessThan(call.deadline);
      });
    }
  });
});

it('refuses bad input', async () => {
  const to = { channel: 'email', email: someEmail() } as const;
  const bad: unknown[] = [
    { to, locale: 'fr', message: { ...code, code: '12345' } },
    { to, locale: 'de', message: code },
    { to: { channel: 'in_app' }, locale: 'fr', message: code },
    { to: { channel: 'sms', phone: '0701020304' }, locale: 'fr', message: code },
    { to: { channel: 'email', email: 'x@y.test\r\nBcc: all@y.test' }, locale: 'fr', message: code },
    { to, locale: 'fr', message: { ...code, subject: 'mine' } },
  ];
  for (const input of bad) {
    await expect(
      world.service.call(notificationRpc.sendCode, input as Input),
    ).rejects.toMatchObject({ status: 400 });
  }
  expect(await world.mailsTo(to.email)).toEqual([]);
});
