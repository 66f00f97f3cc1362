import { gzipSync } from 'node:zlib';
import { newId, type Problem } from '@edu/contract-kit';
import { paymentErrors, pspWebhooks } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PaymentBench } from '../payment.harness.ts';
import { atTheEdge, intentOrder, type ConformanceBench, type Webhook } from './psp.conformance.ts';

type Opening = () => Promise<ConformanceBench>;

/** Beyond the five minutes within which a signature counts. */
const TOO_LATE_S = 400;
const REFUSAL = {
  code: paymentErrors.badSignature.code,
  status: paymentErrors.badSignature.status,
};
/** What a webhook could change. */
const TABLES = [
  ...['psp_event', 'payment', 'refund', 'payout', 'chargeback', 'payment_case'],
  ...['ledger_transaction', 'ledger_entry', 'outbox'],
];

/** What the service does with good and bad webhooks, of every registered psp. */
export function webhookConformance(openings: Readonly<Record<string, Opening>>): void {
  let service: PaymentBench;
  let benches: Readonly<Record<string, ConformanceBench>>;

  beforeAll(async () => {
    const opened = Object.entries(openings).map(async ([id, open]) => [id, await open()] as const);
    benches = Object.fromEntries(await Promise.all(opened));
    const env = Object.assign({}, ...Object.values(benches).map((bench) => bench.env)) as object;
    // A long interval: what happens here happens because of webhooks, which are handed in by hand.
    service = await PaymentBench.start({ env: { ...env, JANITOR_INTERVAL_MS: '900000' } });
  });
  afterAll(async () => {
    await service.stop();
    await Promise.all(Object.values(benches).map((bench) => bench.close()));
  });

  for (const id of Object.keys(openings)) {
    describe(`webhooks of ${id}`, () => {
      const { signature, maxBytes } = pspWebhooks.get(id)!;
      const bench = () => benches[id]!;
      const receive = (webhook: Webhook) => service.receive(atTheEdge(bench().psp, webhook), id);
      const answerTo = (webhook: Webhook) =>
        receive(webhook).then(
          () => 'taken',
          ({ code, status, message }: Problem) => ({ code, status, message }),
        );

      /** The psp's news that an intent is paid. */
      async function paidAt(ref: string, noticeDigest: string | undefined): Promise<Webhook> {
        await bench().pay(ref);
        return eventually(async () => {
          const found = await Promise.all(
            bench().webhooks.map(async (webhook) => {
              const { body, headers } = atTheEdge(bench().psp, webhook);
              const notice = await bench().psp.parseWebhook(body, headers, new Date());
              const isOfIt = notice?.about?.kind === 'payment' && notice.about.ref === ref;
              return isOfIt || (noticeDigest && notice?.unsignedBy === noticeDigest) ? webhook : [];
            }),
          );
          const [news] = found.flat();
          if (!news) throw new Error(`${id} reports nothing of ${ref}`);
          return news;
        });
      }
      /** A payment that is paid there, which the service does not know yet. */
      async function paidInSilence() {
        const { bookingId } = await service.book();
        const { phone } = bench().payerOf('XOF');
        const payment = await eventually(() => service.open(bookingId, newId(), id, phone));
        const [row] = await service.rows('SELECT * FROM payment WHERE id = $1', payment.id);
        const digest = (row!['notice_digest'] as string | null) ?? undefined;
        return { payment, news: await paidAt(row!['psp_ref'] as string, digest) };
      }
      /** The same of an intent that the service has not ordered. */
      async function paidElsewhere(paymentId: string): Promise<Webhook> {
        const intent = await bench().psp.createIntent(intentOrder(bench(), { paymentId }));
        return paidAt(intent.ref, intent.noticeDigest);
      }
      /** Such bytes as its psp would send them. */
      async function sent(body: string, how: object = {}): Promise<Webhook> {
        if (!signature) return { body: Buffer.from(body), headers: {} };
        await bench().sendAgain({ ...how, body });
        return bench().webhooks.at(-1)!;
      }
      async function counts(paymentId: string) {
        await eventually(async () =>
          expect((await service.get(paymentId)).status).toBe('succeeded'),
        );
        expect(await service.balance(paymentId, 'learner')).toBe(-5_000);
      }
      /** All of them, with one and the same answer, and nothing is left of them. */
      async function refusesAll(bad: readonly (readonly [how: string, webhook: Webhook])[]) {
        const before = await kept();
        const answers = new Map<string, string>();
        for (const [how, webhook] of bad) {
          expect(await parsed(webhook), how).toBeNull();
          answers.set(how, JSON.stringify(await answerTo(webhook)));
        }
        expect([...new Set(answers.values())]).toHaveLength(1);
        expect(JSON.parse([...answers.values()][0]!)).toMatchObject(REFUSAL);
        expect(await kept()).toEqual(before);
      }
      /** What the adapter makes of it; it has no say in how a refusal is answered. */
      async function parsed(webhook: Webhook) {
        const { body, headers } = atTheEdge(bench().psp, webhook);
        const notice = await bench().psp.parseWebhook(body, headers, new Date());
        return body.length > maxBytes ? null : notice;
      }

      it('counts once, however often it comes', async () => {
        const { payment, news } = await paidInSilence();
        await receive(news);
        await counts(payment.id);
        const before = await kept();
        const again = await Promise.all(Array.from({ length: 20 }, () => answerTo(news)));
        expect(new Set(again)).toEqual(new Set(['taken']));
        expect(await kept()).toEqual(before);
      });

      it('is refused when it is not signed by its psp, now and over these bytes', async ({
        skip,
      }) => {
        if (!signature) return skip(`${id} signs nothing`);
        const { payment, news } = await paidInSilence();
        const { body, headers } = news;
        const other = (await paidInSilence()).news;
        const { [signature.header]: value = '', ...unsigned } = headers;
        const text = body.toString();
        const under = (given: string) => ({
          body,
          headers: { ...headers, [signature.header]: given },
        });
        await refusesAll([
          ['no headers', { body, headers: {} }],
          ['no signature', { body, headers: unsigned }],
          ['an empty one', under('')],
          ['none at all in its header', under('nothing that is one')],
          ['one that is changed by one sign', under(changed(value))],
          ['the headers of another event', { body, headers: other.headers }],
          ['the body of another event', { body: other.body, headers }],
          ['other figures', { body: Buffer.from(text.replace(/\d/, otherDigit)), headers }],
          ['a space more', { body: Buffer.concat([body, Buffer.from(' ')]), headers }],
          [
            'written again',
            { body: Buffer.from(JSON.stringify(JSON.parse(text), null, 3)), headers },
          ],
          ['compressed', { body: gzipSync(body), headers }],
          ['no body', { body: Buffer.alloc(0), headers }],
          ['another key', await sent(text, { signingSecret: 'the secret of somebody else' })],
          ['no key', await sent(text, { signingSecret: '' })],
          ['stale', await sent(text, { timestampOffsetSeconds: -TOO_LATE_S })],
          ['of times to come', await sent(text, { timestampOffsetSeconds: TOO_LATE_S })],
        ]);
        await receive(news);
        await counts(payment.id);
      });

      it('is refused when it is no event, or several, or too large', async () => {
        const { payment, news } = await paidInSilence();
        const [one, other] = [news.body.toString(), (await paidInSilence()).news.body.toString()];
        const inner = (text: string) => text.trim().slice(1, -1);
        const bodies: [how: string, body: string][] = [
          ['not JSON', 'not json'],
          ['half of it', one.slice(0, one.length / 2)],
          ['null', 'null'],
          ['a text', '"paid"'],
          ['nothing in it', '{}'],
          ['endless brackets', '['.repeat(maxBytes)],
          ['none in a list', '[]'],
          ['one in a list', `[${one}]`],
          ['several in a list', `[${one},${other}]`],
          ['several one after the other', `${one}\n${other}`],
          ['several in one object', `{${inner(one)},${inner(other)}}`],
          ['the same twice in one object', `{${inner(one)},${inner(one)}}`],
          ['too large', filled(one, maxBytes + 1)],
        ];
        const bad: [string, Webhook][] = [];
        for (const [how, body] of bodies) bad.push([how, await sent(body)]);
        await refusesAll(bad);
        await receive(await sent(filled(one, maxBytes)));
        await counts(payment.id);
      });

      it('changes nothing when it names a payment that is not ours, or is at another psp', async () => {
        const elsewhere = Object.keys(openings).find((other) => other !== id)!;
        const { phone } = benches[elsewhere]!.payerOf('XOF');
        const { bookingId } = await service.book();
        const another = await eventually(() => service.open(bookingId, newId(), elsewhere, phone));
        const webhooks = [await paidElsewhere(newId()), await paidElsewhere(another.id)];
        const before = await kept();
        const answers = await Promise.all(webhooks.map(answerTo));
        if (signature) {
          // It is the psp's own, so that it would be sent again and again.
          expect(answers).toEqual(['taken', 'taken']);
          await leavesOnlyEvents(before);
        } else {
          expect(answers).toMatchObject([REFUSAL, REFUSAL]);
          expect(await kept()).toEqual(before);
        }
        expect((await service.get(another.id)).status).toBe('pending');
      });

      it('changes nothing when nobody knows its type, or it is of another account', async ({
        skip,
      }) => {
        const { strangers } = bench();
        if (!strangers) return skip(`${id} has no types or accounts`);
        const { news } = await paidInSilence();
        const event = JSON.parse(news.body.toString()) as Record<string, unknown>;
        const before = await kept();
        for (const stranger of strangers(event)) {
          const answer = await answerTo(await sent(JSON.stringify(stranger)));
          if (answer !== 'taken') expect(answer).toMatchObject(REFUSAL);
        }
        await leavesOnlyEvents(before);
      });

      it('is refused in the same time, whatever is wrong with it', async () => {
        const { news } = await paidInSilence();
        const { body } = news;
        const bad = signature
          ? [
              { body, headers: {} },
              { body, headers: (await paidInSilence()).news.headers },
              await sent(body.toString(), { timestampOffsetSeconds: -TOO_LATE_S }),
              await sent(`[${body.toString()}]`),
            ]
          : [await sent('not json'), await sent('[]'), await paidElsewhere(newId())];
        const times = bad.map((): number[] => []);
        for (let round = 0; round < 41; round++) {
          for (const [n, webhook] of bad.entries()) {
            const begun = performance.now();
            await answerTo(webhook);
            times[n]!.push(performance.now() - begun);
          }
        }
        const medians = times.map((all) => all.toSorted((a, b) => a - b)[20]!);
        // Wide, for a machine does other things too: whoever looked something up at the psp took longer.
        expect(Math.max(...medians)).toBeLessThan(3 * Math.min(...medians) + 3);
      });
    });
  }

  /** Once nothing is under way: what there is in each table, whatever is in its rows. */
  const kept = () =>
    eventually(async () => {
      const [one, other] = [await contents(), await contents()];
      expect(one['under way']).toBe('0');
      expect(one).toEqual(other);
      return one;
    });

  async function contents(): Promise<Record<string, string>> {
    const queries = TABLES.map(
      (table) =>
        `SELECT '${table}' AS name, md5(string_agg(t::text, ',' ORDER BY t::text)) AS held FROM ${table} t`,
    );
    const underWay = `SELECT 'under way' AS name,
      ((SELECT count(*) FROM psp_event WHERE due_at IS NOT NULL)
       + (SELECT count(*) FROM outbox WHERE published_at IS NULL))::text AS held`;
    const rows = await service.rows([...queries, underWay].join(' UNION ALL '));
    return Object.fromEntries(rows.map(({ name, held }) => [name, held])) as Record<string, string>;
  }

  async function leavesOnlyEvents({ psp_event: _events, ...before }: Record<string, string>) {
    await eventually(async () => {
      const { psp_event: _more, ...after } = await kept();
      expect(after).toEqual(before);
    });
  }
}

const filled = (text: string, bytes: number) => text + ' '.repeat(bytes - Buffer.byteLength(text));

const otherDigit = (digit: string) => String((Number(digit) + 1) % 10);

/** Another sign in the middle of the longest word of a signature, which is its value. */
function changed(signature: string): string {
  const words = [...signature.matchAll(/[A-Za-z0-9+/]+/g)];
  const longest = words.reduce((a, b) => (b[0].length > a[0].length ? b : a));
  const at = longest.index + Math.floor(longest[0].length / 2);
  return signature.slice(0, at) + (signature[at] === '0' ? '1' : '0') + signature.slice(at + 1);
}
