import { newId, type Locale } from '@edu/contract-kit';
import { expect, it } from 'vitest';
import { newCode } from '../document/document.domain.ts';
import type { AnnualAccount } from './annual.facts.ts';
import type { IssuedAnnual } from './annual.row.ts';
import { annualView } from './annual.view.ts';

const providerId = newId();
const untaxed = { vat: 0, withheld: 0 };
const none = { compensation: 0, chargebacks: 0, adjustments: 0, other: 0 };
const francs: AnnualAccount = {
  ...none,
  ...{ currency: 'XOF', opening: 1_000, paidOut: 5_000, compensation: 850 },
  months: [
    { month: '2025-03', lessons: 2, gross: 10_000, commission: 1_500, ...untaxed, net: 8_500 },
    { month: '2025-08', lessons: 1, gross: 5_000, commission: 750, ...untaxed, net: 4_250 },
  ],
  ...{ closing: 9_600, payable: 8_900, onTheWay: 700, frozen: 0, reserved: 0 },
};
const central: AnnualAccount = {
  ...{ ...francs, ...none, currency: 'XAF', opening: 0, paidOut: 0 },
  months: francs.months.slice(0, 1),
  ...{ closing: 8_500, payable: 8_500, onTheWay: 0 },
};
const statement = (accounts: readonly AnnualAccount[]): IssuedAnnual => ({
  ...{ issuer: 'EDU', series: 'A', year: 2026, number: 7, code: newCode() },
  issuedAt: new Date('2026-01-02T05:00:00Z'),
  facts: {
    issuer: { name: 'EduConnect', details: ['Abidjan'] },
    ...{ covers: 2025, accounts: [...accounts] },
  },
  parties: [{ userId: providerId, role: 'provider', name: 'Awa Koné' }],
});
const view = (accounts: readonly AnnualAccount[], locale: Locale = 'fr') =>
  annualView(statement(accounts), {
    ...{ locale, letters: 'own', publicUrl: 'https://educonnect.test' },
  });
/** Spaces of amounts are narrow, and do not break. */
const plain = (text: string) => text.replace(/\s/g, ' ');

it('says of each month what was paid, what the platform kept and what is the provider’s', () => {
  const { title, subtitle, facts, party, rows, totals, proof } = view([francs]);
  expect([title, subtitle]).toEqual(['Relevé annuel 2025', 'EDU-A-2026-000007']);
  expect(Object.fromEntries(facts)).toMatchObject({
    ...{ Du: '1er janvier 2025', Au: '31 décembre 2025', 'Émis le': '2 janvier 2026' },
  });
  expect(party).toEqual({ label: 'Revenus de', name: 'Awa Koné' });
  expect(rows.map(({ cells }) => cells.map(plain))).toEqual([
    ['Dû à vous le 1er janvier 2025, en XOF', '', '', '1 000 F CFA'],
    ['mars 2025', '10 000 F CFA', '-1 500 F CFA', '8 500 F CFA'],
    ['août 2025', '5 000 F CFA', '-750 F CFA', '4 250 F CFA'],
    ['Toute l’année 2025, en XOF', '15 000 F CFA', '-2 250 F CFA', '12 750 F CFA'],
    ['Dédommagement pour des cours annulés par nous', '', '', '850 F CFA'],
    ['Versé à vous en 2025', '', '', '-5 000 F CFA'],
    ['Dû à vous le 31 décembre 2025, en XOF', '', '', '9 600 F CFA'],
  ]);
  expect(rows[1]!.detail).toBe('2 cours donnés');
  expect(plain(rows.at(-1)!.detail)).toContain('en route vers vous : 700 F CFA');
  expect(totals.map((total) => total.map(plain))).toEqual([
    ['Payé pour vos cours en 2025, en XOF', '15 000 F CFA'],
    ['Acquis en 2025 après commission, en XOF', '12 750 F CFA'],
  ]);
  expect(proof!.url).toMatch(/^https:\/\/educonnect\.test\/fr\/verify\//);
});

it('never adds up two currencies, and says so', () => {
  const { rows, totals, notes } = view([central, francs], 'en');
  expect(rows.filter(({ cells }) => cells[0]!.endsWith('in XAF'))).toHaveLength(2);
  expect(totals.map(([label]) => label)).toEqual([
    'Paid for your lessons in 2025, in XAF',
    'Earned in 2025 after commission, in XAF',
    'Paid for your lessons in 2025, in XOF',
    'Earned in 2025 after commission, in XOF',
  ]);
  expect(notes.join(' ')).toContain('XOF and XAF are not added up');
  expect(JSON.stringify(rows)).not.toMatch(/undefined|NaN/);
});

it('names the taxes of each month in words', () => {
  const taxed = { ...francs.months[0]!, vat: 270, withheld: 638, net: 7_592 };
  const { rows } = view([{ ...francs, months: [taxed] }]);
  expect(plain(rows[1]!.detail)).toBe(
    '2 cours donnés · moins 270 F CFA de TVA · moins 638 F CFA d’impôt retenu',
  );
});

it('of a year in which nothing moved says that', () => {
  const { rows, totals, notes } = view([], 'en');
  expect([rows, totals]).toEqual([[], []]);
  expect(notes).toEqual(['Nothing was earned, paid out or owed in this year.']);
});
