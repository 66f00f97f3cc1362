import { afterAll, expect, it } from 'vitest';
import type { PaperView } from './paper-view.ts';
import { NotSet, Typesetter } from './typesetter.ts';

const typesetter = new Typesetter();
afterAll(() => typesetter.onModuleDestroy());

const view = (more: Partial<PaperView> = {}): PaperView => ({
  ...{ lang: 'fr', at: '2026-11-27T10:00:00.000Z', title: 'Reçu', subtitle: 'EDU-R-2026-000001' },
  issuer: { name: 'EduConnect', details: [] },
  facts: [['Numéro', 'EDU-R-2026-000001']],
  party: { label: 'Reçu de', name: 'Awa' },
  columns: [
    { label: 'Cours', isAmount: false },
    { label: 'Montant', isAmount: true },
  ],
  rows: [{ cells: ['Cours', '5 000 F CFA'], detail: 'demain' }],
  totals: [['Total', '5 000 F CFA']],
  ...{ notes: [], proof: null },
  ...more,
});
const named = (name: string) => typesetter.pdf(view({ party: { label: 'Reçu de', name } }));

it('reads nothing of a text as its own language', async () => {
  const plain = await named('Awa');
  for (const name of [
    '#panic("no")',
    '#read("/etc/passwd")',
    '$ x^2 $ [*bold*] _it_ @ref <label> \\ ` // /* ~',
    '"}} #let view = none',
    'محمد علي بن عبد الله',
    'W'.repeat(24) + '\u200b' + 'W'.repeat(24),
  ]) {
    const pdf = await named(name);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeLessThan(plain.length * 2 + 20_000);
  }
});

it('says so when it has no letters for a text, and goes on', async () => {
  await expect(named('🎉')).rejects.toBeInstanceOf(NotSet);
  expect((await named('Awa')).length).toBeGreaterThan(1_000);
});

it('sets the same bytes of the same view', async () => {
  const [one, other] = await Promise.all([named('Awa'), named('Awa')]);
  expect(one.equals(other)).toBe(true);
});

it('takes a few at a time, and refuses the rest until there is room', async () => {
  const all = await Promise.allSettled(Array.from({ length: 60 }, () => named('Awa')));
  const refused = all.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  expect(refused.length).toBe(39);
  expect(refused.every(({ reason }) => (reason as { status: number }).status === 503)).toBe(true);
  expect((await named('Awa')).length).toBeGreaterThan(1_000);
});

it('sets a table of many pages, and none without end', async () => {
  const rows = Array.from({ length: 400 }, (_, index) => ({
    ...{ cells: [`Cours ${index}`, '5 000 F CFA'], detail: 'mardi' },
  }));
  expect((await typesetter.pdf(view({ rows }))).length).toBeGreaterThan(10_000);
  const endless = Array.from({ length: 4_001 }, () => rows[0]!);
  await expect(typesetter.pdf(view({ rows: endless }))).rejects.toBeInstanceOf(NotSet);
});
