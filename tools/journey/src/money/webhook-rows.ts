import { randomUUID } from 'node:crypto';
import { pspWebhooks } from '@edu/contracts-payment';
import { eventually } from '../eventually.ts';
import { inParallel } from '../in-parallel.ts';
import { during } from './fault-rows.ts';
import { forgeriesOf } from './forgeries.ts';
import type { Lesson } from './lesson.ts';
import type { MoneyArena } from './money-arena.ts';
import { atEach, bookAndPay, sometimesGiveBack, type MoneyRow } from './money-row.ts';
import { WebhookSender, type WebhookAnswer } from './post-webhook.ts';
import type { Rail } from './rail.ts';
import { Recorder, type Recorded } from './recorder.ts';

/** Connections over which one event is sent again and again. */
const CONNECTIONS = 50;
const SILENT = { webhooks: { drop: { probability: 1 } } };

/** A lesson that has been paid, and the event with which its psp would report that; the platform did not get it. */
async function paidInSilence(arena: MoneyArena, rail: Rail, row: string) {
  const lesson = await arena.lesson(rail, row);
  const intent = await arena.open(lesson);
  const ref = await arena.refOf(intent.id);
  await rail.lay(SILENT);
  try {
    await arena.pay(lesson, intent);
    const eventId = await eventually(async () => {
      const sent = await rail.sent();
      // A psp reports many things of a payment; which of them is the news its type says.
      const about = sent.filter(
        ({ body, eventId }) => (eventId + body).includes(ref) || body.includes(intent.id),
      );
      const news = about.find(({ eventType }) => /succeeded|completed/.test(eventType)) ?? about[0];
      if (!news) throw new Error(`${rail.psp} reports nothing of ${ref}`);
      return news.eventId;
    });
    return { lesson, eventId };
  } finally {
    await rail.heal();
  }
}

/** One event so often, over many connections: all are answered alike, and it has one effect. */
export const storm = (times: number): MoneyRow => {
  const row: MoneyRow = {
    name: `one event × ${times} over ${CONNECTIONS} connections`,
    run: async (arena) => {
      const recorder = await Recorder.open();
      try {
        for (const rail of arena.rails) {
          const { lesson, eventId } = await paidInSilence(arena, rail, row.name);
          const webhook = await authentic(rail, recorder, eventId);
          const answers = await sendOften(rail, webhook, times);
          const other = answers.filter(({ status }) => status !== 200);
          if (other.length > 0) {
            arena.failures.push(
              `${rail.psp}: ${other.length} of ${times} equal webhooks were answered ${other[0]!.status}`,
            );
          }
          await confirmed(arena, lesson);
          await sometimesGiveBack(arena, lesson);
        }
      } finally {
        recorder.close();
      }
      return arena.rails;
    },
  };
  return row;
};

/** As its psp would send it; one that signs nothing is as good from anybody. */
async function authentic(rail: Rail, recorder: Recorder, eventId: string): Promise<Recorded> {
  if (pspWebhooks.get(rail.psp)!.signature) return recorder.take(rail, eventId);
  const { body } = (await rail.sent()).find((sent) => sent.eventId === eventId)!;
  return unsigned(body);
}

const unsigned = (body: string): Recorded => ({
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
});

async function sendOften(rail: Rail, webhook: Recorded, times: number): Promise<WebhookAnswer[]> {
  const sender = new WebhookSender(rail, CONNECTIONS);
  try {
    return await inParallel(times, CONNECTIONS, () => sender.send(webhook));
  } finally {
    await sender.close();
  }
}

/** Every way in which one can be forged is refused, with one and the same answer, and leaves nothing. */
export const forged: MoneyRow = {
  name: 'forged webhooks',
  run: async (arena) => {
    const recorder = await Recorder.open();
    try {
      for (const rail of arena.rails) {
        const { signature } = pspWebhooks.get(rail.psp)!;
        if (signature) await forgeSigned(arena, rail, recorder, signature);
        else await forgeUnsigned(arena, rail);
      }
    } finally {
      recorder.close();
    }
    return arena.rails;
  },
};

async function forgeSigned(
  arena: MoneyArena,
  rail: Rail,
  recorder: Recorder,
  signature: NonNullable<NonNullable<ReturnType<typeof pspWebhooks.get>>['signature']>,
): Promise<void> {
  const one = await paidInSilence(arena, rail, forged.name);
  const other = await paidInSilence(arena, rail, forged.name);
  const right = await recorder.take(rail, one.eventId);
  const another = await recorder.take(rail, other.eventId);
  const way = { rail, recorder };
  const forgeries = await forgeriesOf(way, signature, right, another, one.eventId);
  const before = await eventsOf(arena, rail);
  const sender = new WebhookSender(rail);
  try {
    const answers = new Map<string, string[]>();
    for (const { how, webhook } of forgeries) {
      const answer = plain(await sender.send(webhook));
      answers.set(answer, [...(answers.get(answer) ?? []), how]);
    }
    if (answers.size !== 1 || ![...answers.keys()][0]!.startsWith('400 ')) {
      const list = [...answers].map(([answer, how]) => `${answer} to one ${how.join(', ')}`);
      arena.failures.push(`${rail.psp} forged: ${list.join('; ')}`);
    }
    if ((await eventsOf(arena, rail)) !== before) {
      arena.failures.push(`${rail.psp}: a forged webhook was kept`);
    }
    arena.forged += forgeries.length;
    // Those that are right are taken all the same.
    for (const webhook of [right, another]) {
      const { status, text } = await sender.send(webhook);
      if (status !== 200) arena.failures.push(`${rail.psp} refuses its own webhook: ${text}`);
    }
  } finally {
    await sender.close();
  }
  for (const { lesson } of [one, other]) await confirmed(arena, lesson);
}

/** What nobody signed counts for nothing: it says that unpaid payments were paid, and names others' payments. */
async function forgeUnsigned(arena: MoneyArena, rail: Rail): Promise<void> {
  const { lesson, eventId } = await paidInSilence(arena, rail, forged.name);
  const { body } = (await rail.sent()).find((sent) => sent.eventId === eventId)!;
  const unpaid = await arena.lesson(rail, forged.name);
  const open = await arena.open(unpaid);
  const { paymentId } = await paymentElsewhere(arena, rail);
  const paid = await paymentOf(arena, lesson);
  const about = async (id: string) => unsigned(await rail.naming(body, paid, id));
  const sender = new WebhookSender(rail);
  try {
    const refusals = new Set<string>();
    for (const webhook of [
      await about(randomUUID()),
      ...(paymentId ? [await about(paymentId)] : []),
      unsigned('{}'),
    ]) {
      refusals.add(plain(await sender.send(webhook)));
    }
    if (refusals.size !== 1 || ![...refusals][0]!.startsWith('400 ')) {
      arena.failures.push(`${rail.psp} unsigned: ${[...refusals].join('; ')}`);
    }
    await sender.send(await about(open.id));
    arena.forged += refusals.size + 1;
    if (await arena.becomes(unpaid, 'confirmed', 1_500)) {
      arena.failures.push(`${rail.psp}: somebody's webhook paid for a lesson`);
    }
    await sender.send(unsigned(body));
  } finally {
    await sender.close();
  }
  await confirmed(arena, lesson);
  await arena.pay(unpaid, open);
}

/** A payment at another psp. */
async function paymentElsewhere({ database }: MoneyArena, { psp }: Rail) {
  const sql = 'SELECT id FROM payment.payment WHERE psp <> $1 LIMIT 1';
  const { rows } = await database.query<{ id: string }>(sql, [psp]);
  return { paymentId: rows[0]?.id };
}

async function paymentOf({ database }: MoneyArena, { bookingId }: Lesson): Promise<string> {
  const sql = 'SELECT id FROM payment.payment WHERE booking_id = $1';
  const { rows } = await database.query<{ id: string }>(sql, [bookingId]);
  return rows[0]!.id;
}

async function eventsOf({ database }: MoneyArena, { psp }: Rail): Promise<number> {
  const sql = 'SELECT count(*)::int AS events FROM payment.psp_event WHERE psp = $1';
  const { rows } = await database.query<{ events: number }>(sql, [psp]);
  return rows[0]!.events;
}

async function confirmed(arena: MoneyArena, lesson: Lesson): Promise<void> {
  if (await arena.becomes(lesson, 'confirmed', 20_000)) return;
  arena.failures.push(`${lesson.rail.psp}: lesson ${lesson.bookingId} was paid and not confirmed`);
}

/** What an answer says, without what is of this request alone. */
function plain({ status, text }: WebhookAnswer): string {
  return `${status} ${text.replace(/"(requestId|instance)":"[^"]*",?/g, '')}`;
}

/** The keys of webhooks are replaced while people pay: first both count, then only the new ones. */
export const rotated = (next: ReadonlyMap<string, string>): MoneyRow => {
  const row: MoneyRow = {
    name: 'keys of webhooks are replaced meanwhile',
    run: async (arena, count) => {
      const rails = arena.rails.filter(({ psp }) => pspWebhooks.get(psp)!.signature);
      const pay = () => atEach(arena, rails, count, (rail) => bookAndPay(arena, rail, row.name));
      await Promise.all([pay(), replaceKeys(rails, next)]);
      // Every webhook is signed with the new ones alone by now.
      await during(
        arena,
        () => ({ signature: { generation: 2 } }),
        async () => pay(),
      );
      return rails;
    },
  };
  return row;
};

async function replaceKeys(
  rails: readonly Rail[],
  next: ReadonlyMap<string, string>,
): Promise<void> {
  for (const rail of rails) {
    const secret = next.get(rail.psp);
    if (secret) await rail.reportTo({ secret });
    await rail.lay({ signature: { generation: 2, twice: true } });
  }
}
