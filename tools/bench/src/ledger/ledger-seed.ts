import type pg from 'pg';
import { Indexes } from '../seed/indexes.ts';

export const PROVIDERS = 20_000;
export const LEARNERS = 100_000;
/** What a paid lesson leaves in the ledger: a payment of two entries and an earning of three. */
const ENTRIES_OF_LESSON = 5;

/** Owners as the rows below name them; number 0 teaches every twentieth lesson of all. */
export const learner = (number: number): string => ownerOf('learner', number);
export const provider = (number: number): string => ownerOf('provider', number);
const ownerOf = (kind: string, number: number) => `${kind} ${number}`;

/** Lessons of 5 000 francs with a commission of 15 %; one in seven is in CFA francs of the BEAC. */
const ENTRIES = `
  INSERT INTO payment.ledger_entry (id, transaction_id, account, owner, amount, currency)
  SELECT (lesson - 1) * ${ENTRIES_OF_LESSON} + line.number, md5(line.purpose || lesson)::uuid,
    line.account, line.owner, line.amount, CASE WHEN lesson % 7 = 0 THEN 'XAF' ELSE 'XOF' END
  FROM generate_series($1::int, $2::int) AS lesson
  CROSS JOIN LATERAL (SELECT 'learner ' || lesson::bigint * 7919 % ${LEARNERS} AS learner,
    'provider ' || CASE WHEN lesson % 20 = 0 THEN 0 ELSE lesson::bigint * 104729 % ${PROVIDERS} END
      AS provider) AS people
  CROSS JOIN LATERAL (VALUES
    (1, 'charge', 'psp_clearing', 'psp', 5000), (2, 'charge', 'learner', learner, -5000),
    (3, 'earning', 'learner', learner, 5000), (4, 'earning', 'provider_payable', provider, -4250),
    (5, 'earning', 'platform_revenue', 'platform', -750)
  ) AS line(number, purpose, account, owner, amount)`;

const TRANSACTIONS = `
  INSERT INTO payment.ledger_transaction (id, source_type, source_id, purpose, created_at)
  SELECT md5(kind.purpose || lesson)::uuid, kind.source, md5('source' || lesson)::uuid,
    kind.purpose, now() - interval '1 day'
  FROM generate_series($1::int, $2::int) AS lesson
  CROSS JOIN (VALUES ('payment', 'charge'), ('booking', 'earning')) AS kind(source, purpose)`;

const TABLES = ['payment.ledger_entry', 'payment.ledger_transaction'];
const BATCH = 200_000;

/** Fills an empty ledger. Needs a superuser: the rule that entries are of now is switched off. */
export async function seedLedger(
  client: pg.Client,
  entries: number,
  say: (line: string) => void,
): Promise<void> {
  const lessons = entries / ENTRIES_OF_LESSON;
  await client.query('SET session_replication_role = replica');
  const indexes = await Indexes.takeAway(client, TABLES);
  for (let from = 1; from <= lessons; from += BATCH) {
    const range = [from, Math.min(lessons, from + BATCH - 1)];
    await client.query(TRANSACTIONS, range);
    await client.query(ENTRIES, range);
    say(`${range[1]! * ENTRIES_OF_LESSON} entries`);
  }
  for (const table of indexes.tables) await indexes.putBack(client, table);
  await client.query(`VACUUM ANALYZE ${TABLES.join()}`);
  say('indexes are there');
}
