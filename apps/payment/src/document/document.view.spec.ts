import { newId, type Locale } from '@edu/contract-kit';
import { expect, it } from 'vitest';
import { newCode } from './document.domain.ts';
import { documentView, type IssuedDocument } from './document.view.ts';

const [payerId, childId, providerId, bookingId] = [newId(), newId(), newId(), newId()];
const note: IssuedDocument = {
  ...{ kind: 'credit_note', issuer: 'EDU', series: 'C', year: 2026, number: 7, code: newCode() },
  issuedAt: new Date('2026-11-27T10:00:00Z'),
  facts: {
    issuer: { name: 'EduConnect', details: ['Abidjan'] },
    at: '2026-11-27T09:59:58.000Z',
    way: { kind: 'push', name: 'MTN MoMo' },
    total: { amount: 5_000, currency: 'XOF' },
    lessons: [
      {
        ...{ bookingId, providerId, learnerId: childId, zone: 'Africa/Douala' },
        startsAt: '2026-12-01T17:00:00.000Z',
        amount: { amount: 5_000, currency: 'XOF' },
      },
    ],
    receipt: 'EDU-R-2026-000042',
    reason: 'no_show',
  },
  parties: [
    { userId: payerId, role: 'payer', name: 'Mariam Diallo' },
    { userId: childId, role: 'learner', name: 'Fatou' },
    { userId: providerId, role: 'provider', name: 'Awa Koné' },
  ],
};
const view = (document: IssuedDocument, locale: Locale = 'fr', letters: 'own' | 'latin' = 'own') =>
  documentView(document, { locale, letters, publicUrl: 'https://educonnect.test' });

it('says who got what back, for what and why', () => {
  const { title, subtitle, facts, party, rows, totals, proof } = view(note);
  expect([title, subtitle]).toEqual(['Avoir', 'EDU-C-2026-000007']);
  expect(Object.fromEntries(facts)).toEqual({
    Numéro: 'EDU-C-2026-000007',
    'Émis le': '27 novembre 2026',
    'Remboursé le': '27 novembre 2026',
    'Remboursé par': 'MTN MoMo',
    'Concerne le reçu': 'EDU-R-2026-000042',
    Motif: 'Cours qui n’a pas eu lieu',
  });
  expect(party).toEqual({ label: 'Remboursé à', name: 'Mariam Diallo' });
  expect(rows[0]!.cells[0]).toBe('Cours avec Awa Koné');
  expect(rows[0]!.detail).toBe('mardi 1er décembre 2026 à 18:00 (Douala) · pour Fatou');
  expect(totals[0]![1]).toMatch(/^5.000.F.CFA$/);
  expect(proof!.url).toMatch(/^https:\/\/educonnect\.test\/fr\/verify\/(\w{4}-){3}\w{4}$/);
});

it.each([
  ['fr', 'Différence pour un horaire plus cher : cours avec Awa Koné'],
  ['en', 'Difference for a dearer time: lesson with Awa Koné'],
] as const)('says in %s that it is only what a dearer time costs more', (locale, words) => {
  const [lesson] = note.facts.lessons;
  const facts = { ...note.facts, lessons: [{ ...lesson!, isDifference: true }] };
  for (const kind of ['receipt', 'credit_note'] as const) {
    expect(view({ ...note, kind, facts }, locale).rows[0]!.cells[0]).toBe(words);
  }
});

const vat = (country: string | null, bps: number, amount: number, exemption: string | null) => ({
  ...{ country, bps, exemption, amount: { amount, currency: 'XOF' as const } },
});
const taxed = (...all: (ReturnType<typeof vat> | undefined)[]) => {
  const [lesson] = note.facts.lessons;
  return {
    ...note,
    kind: 'receipt' as const,
    facts: { ...note.facts, lessons: all.map((one) => ({ ...lesson!, vat: one })) },
  };
};
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

it('says the VAT that is included above the total, each country and rate by itself', () => {
  const document = taxed(
    vat('CI', 1_800, 763, null),
    vat('SN', 1_800, 153, null),
    vat('CI', 1_800, 153, null),
  );
  const said = (locale: Locale) =>
    view(document, locale).totals.map((line) => line.map(plain).join(' = '));
  expect(said('fr')).toEqual([
    'TVA comprise, 18 % (Côte d’Ivoire) = 916 F CFA',
    'TVA comprise, 18 % (Sénégal) = 153 F CFA',
    'Total payé = 5 000 F CFA',
  ]);
  expect(said('en').slice(0, 2)).toEqual([
    expect.stringMatching(/^VAT included, 18% \(Côte d’Ivoire\) = .*916/),
    expect.stringMatching(/^VAT included, 18% \(Senegal\) = .*153/),
  ]);
});

it('says why none is, once for each reason', () => {
  const document = taxed(
    vat('CI', 0, 0, 'education'),
    vat(null, 0, 0, 'no_rule'),
    vat('CM', 0, 0, 'no_rule'),
    vat('SN', 0, 0, 'of a later release'),
    vat('SN', 0, 0, 'small_provider'),
  );
  const { totals, notes } = view(document, 'en');
  expect(totals).toHaveLength(1);
  expect(notes.slice(1)).toEqual([
    'VAT (Côte d’Ivoire): exempt, as teaching.',
    'VAT: none is included. No rule for it applies to these lessons.',
    'VAT (Senegal): not due, whoever teaches is below the threshold.',
  ]);
  for (const text of view(document, 'fr').notes.slice(1)) expect(text).toMatch(/^TVA/);
});

it('of before, says nothing of VAT', () => {
  expect(view(note).notes).toHaveLength(1);
  expect(view(note).totals).toHaveLength(1);
});

it('says it in English as well', () => {
  const { title, facts, rows } = view({ ...note, kind: 'receipt' }, 'en');
  expect(title).toBe('Receipt');
  expect(Object.fromEntries(facts)).toMatchObject({ 'Paid on': '27 November 2026' });
  expect(rows[0]!.detail).toContain('1 December 2026 at 18:00');
});

it('whose account is erased has a pseudonym', () => {
  const parties = note.parties.map((party) => ({ ...party, name: null }));
  const { party, rows } = view({ ...note, parties });
  expect(party.name).toMatch(/^Compte fermé [0-9A-F]{6}$/);
  expect(rows[0]!.detail).toMatch(/pour Compte fermé [0-9A-F]{6}$/);
});

it('a way and a reason of a later release have words as well', () => {
  const facts = { ...note.facts, way: { kind: 'carrier', name: null }, reason: 'moon' };
  const words = Object.fromEntries(view({ ...note, facts }, 'en').facts);
  expect(words).toMatchObject({ 'Sent back by': 'online payment', Reason: 'Refund' });
});
