import { newId } from '@edu/contract-kit';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PaymentBench } from '../payment.harness.ts';
import { PastBooks } from './annual.harness.ts';
import { AnnualRound } from './annual.round.ts';

const THIS_YEAR = new Date().getUTCFullYear();
/** Over at any moment at which this runs. */
const YEAR = THIS_YEAR - 2;
/** Many statements are set one after another. */
const PATIENT_MS = 60_000;
const UNTAXED = { vat: 0, withheld: 0 };

let bench: PaymentBench;
let tutor: TestActor;
/** Of whom something moved in other years alone. */
let later: TestActor;
/** Who earned in that year as well. */
let others: TestActor[];

beforeAll(async () => {
  bench = await PaymentBench.start({ replicas: 2 });
  tutor = await testActor('tutor');
  later = await testActor('tutor');
  others = await Promise.all(Array.from({ length: 12 }, () => testActor('tutor')));
  const past = await PastBooks.open(bench);
  const { userId } = tutor;
  await past.earned(`${YEAR - 1}-12-31`, userId, 5_000, 750);
  await past.paidOut(`${YEAR}-01-15`, userId, 4_250);
  await past.earned(`${YEAR}-03-02`, userId, 6_000, 900);
  await past.earned(`${YEAR}-03-31`, userId, 4_000, 600);
  await past.earned(`${YEAR}-03-31`, userId, 2_000, 300, 'XAF');
  for (const other of others) await past.earned(`${YEAR}-04-01`, other.userId, 1_000, 150);
  await past.book(`${YEAR}-04-10`, 'compensation', [
    ['platform_costs', 'platform', 850],
    ['provider_payable', userId, -850],
  ]);
  await past.chargedBack([`${YEAR}-05-01`, `${YEAR}-06-01`], userId, 3_400);
  await past.book(`${YEAR}-06-15`, 'adjustment', [
    ['platform_costs', 'platform', 500],
    ['provider_payable', userId, -500],
  ]);
  // Of a payment of their own: it is not what they are owed.
  await past.book(`${YEAR}-07-01`, 'chargeback_frozen', [
    ['learner', userId, 9_000],
    ['frozen', userId, -9_000],
  ]);
  await past.earned(`${YEAR}-12-31`, userId, 8_000, 1_200);
  await past.chargedBack([`${YEAR}-12-31`], userId, 700);
  await past.paidOut(`${YEAR}-12-31`, userId, 1_000, false);
  await past.earned(`${YEAR + 1}-01-01`, userId, 7_000, 1_050);
  await past.earned(`${YEAR + 1}-01-01`, later.userId, 7_000, 1_050);
  past.close();
});
afterAll(() => bench?.stop());

const issue = (as: TestActor, year = YEAR) =>
  bench.service.call(paymentRpc.issueAnnualStatement, { year }, { as });
const file = (as: TestActor, locale: 'fr' | 'en', tag?: string) =>
  bench.service.call(
    paymentRpc.annualStatementFile,
    { year: YEAR, ...(tag && { tag }) },
    { as, locale },
  );
const list = (as: TestActor) =>
  bench.service.call(paymentRpc.ownDocuments, { kind: 'annual_statement' }, { as });
const code = (type: { code: string }) => expect.objectContaining({ code: type.code });

it('is issued once when it is asked for, and says what the books had', async () => {
  const all = await Promise.all(Array.from({ length: 6 }, () => issue(tutor)));
  const [{ number }] = all as [(typeof all)[0]];
  expect(number).toMatch(new RegExp(`^EDU-A-\\d{4}-\\d{6}$`));
  expect(new Set(all.map((one) => one.number))).toEqual(new Set([number]));
  const [row] = await bench.rows(
    'SELECT facts FROM document WHERE owner_id = $1 AND covers = $2',
    ...[tutor.userId, YEAR],
  );
  const facts = row!['facts'] as { accounts: unknown };
  expect(facts.accounts).toEqual([
    {
      currency: 'XAF',
      opening: 0,
      months: [
        { month: `${YEAR}-03`, lessons: 1, gross: 2_000, commission: 300, ...UNTAXED, net: 1_700 },
      ],
      ...{ compensation: 0, chargebacks: 0, adjustments: 0, other: 0, paidOut: 0 },
      ...{ closing: 1_700, payable: 1_700, onTheWay: 0, frozen: 0, reserved: 0 },
    },
    {
      currency: 'XOF',
      opening: 4_250,
      months: [
        {
          month: `${YEAR}-03`,
          lessons: 2,
          gross: 10_000,
          commission: 1_500,
          ...UNTAXED,
          net: 8_500,
        },
        {
          month: `${YEAR}-12`,
          lessons: 1,
          gross: 8_000,
          commission: 1_200,
          ...UNTAXED,
          net: 6_800,
        },
      ],
      ...{ compensation: 850, chargebacks: -3_400, adjustments: 500, other: 0, paidOut: 4_250 },
      // 4 250 + 8 500 + 6 800 + 850 - 3 400 + 500 - 4 250
      ...{ closing: 13_250, payable: 11_550, onTheWay: 1_000, frozen: 700, reserved: 0 },
    },
  ]);
});

it('is a file in both languages, for nobody else', async () => {
  const { number } = await issue(tutor);
  const french = await file(tutor, 'fr');
  expect(french.name).toBe(`releve-annuel-${number}.pdf`);
  const text = Buffer.from(french.pdf!, 'base64').toString('utf8');
  expect(text).toContain(`Relevé annuel ${YEAR} ${number}`);
  expect(await file(tutor, 'fr', french.tag)).toEqual({ ...french, pdf: null });
  const english = await file(tutor, 'en');
  expect(english.name).toBe(`annual-statement-${number}.pdf`);
  expect(Buffer.from(english.pdf!, 'base64').toString('utf8')).toContain(
    `Annual statement ${YEAR} ${number}`,
  );
  await expect(file(later, 'fr')).rejects.toThrow(code(paymentErrors.documentNotFound));
});

it('is of years that are over, and of whoever taught', async () => {
  await expect(issue(tutor, THIS_YEAR)).rejects.toThrow(code(paymentErrors.yearNotOver));
  await expect(issue(tutor, THIS_YEAR + 1)).rejects.toThrow(code(paymentErrors.yearNotOver));
  await expect(issue(later)).rejects.toThrow(code(paymentErrors.documentNotFound));
  const payer = await testActor('student');
  await expect(issue(payer)).rejects.toThrow(code(paymentErrors.documentNotFound));
});

it('whoever has it in hand finds out what was earned, and nobody’s name', async () => {
  const { number, issuedAt } = await issue(tutor);
  const [row] = await bench.rows('SELECT code FROM document WHERE owner_id = $1', tutor.userId);
  const verified = await bench.service.call(paymentRpc.verifyDocument, {
    code: row!['code'] as string,
  });
  expect(verified).toEqual({
    ...{ kind: 'annual_statement', number, issuedAt, amount: null },
    annual: {
      year: YEAR,
      earned: [
        { amount: 1_700, currency: 'XAF' },
        { amount: 15_300, currency: 'XOF' },
      ],
    },
  });
});

it('the round of January issues one for each who taught in the year, without gaps, once', async () => {
  const { number } = await issue(tutor);
  const round = () =>
    Promise.all(
      bench.service.instances.map(({ app }) => app.get(AnnualRound, { strict: false }).want(YEAR)),
    );
  await round();
  await round();
  const issued = await eventually(async () => {
    const rows = await bench.rows(
      `SELECT owner_id, number FROM document
       WHERE covers = $1 AND issued_at IS NOT NULL ORDER BY number`,
      YEAR,
    );
    expect(rows).toHaveLength(others.length + 1);
    return rows;
  }, PATIENT_MS);
  expect(issued.map((row) => row['number'])).toEqual(issued.map((_, index) => index + 1));
  expect(new Set(issued.map((row) => row['owner_id']))).toEqual(
    new Set([tutor, ...others].map(({ userId }) => userId)),
  );
  expect((await issue(tutor)).number).toBe(number);
  const owners = () =>
    bench.service.events.of(paymentEvents.annualStatementIssued).map((data) => data.providerId);
  await eventually(() => {
    expect(owners().toSorted()).toEqual(issued.map((row) => row['owner_id'] as string).toSorted());
  });
});

it('is in the list of documents of each year, issued or not', async () => {
  const { number } = await issue(tutor);
  const { items } = await list(tutor);
  const listed = items.map((item) => [item.year, item.number, item.at.slice(0, 10)]);
  expect(listed).toContainEqual([YEAR, number, `${YEAR}-12-31`]);
  expect(listed).toContainEqual([YEAR - 1, null, `${YEAR - 1}-12-31`]);
  expect(items.every(({ side, month, paymentId }) => !side && !month && !paymentId)).toBe(true);
  expect((await list(later)).items.at(-1)).toMatchObject({ year: YEAR + 1, number: null });
  expect((await list(await testActor('student'))).items).toEqual([]);
});

it('the database has one of a year, and none of one that is not over', async () => {
  await issue(tutor);
  const want = (covers: number | null, payment: string | null, owner = newId()) =>
    bench.rows(
      "INSERT INTO document (kind, owner_id, covers, payment_id) VALUES ('annual_statement', $1, $2, $3)",
      ...[owner, covers, payment],
    );
  await expect(want(YEAR, null, tutor.userId)).rejects.toMatchObject({ code: '23505' });
  await expect(want(null, null)).rejects.toMatchObject({ code: '23514' });
  await expect(want(YEAR, newId())).rejects.toMatchObject({ code: '23514' });
  await expect(
    bench.rows(
      `INSERT INTO document (kind, owner_id, covers, due_at, issuer, series, year, number, code, facts,
         issued_at)
       SELECT 'annual_statement', $1, of_year, NULL, 'X', 'A', of_year, 1, 'ABCDABCDABCDABCD', '{}', now()
       FROM (SELECT extract(year FROM now() AT TIME ZONE 'UTC')::int AS of_year) AS today`,
      newId(),
    ),
  ).rejects.toMatchObject({ code: '23514', constraint: 'document_covers' });
});
