import { expect, it } from 'vitest';
import { isSameName } from './holder-name.ts';

it.each([
  ['Awa Koné', 'KONE AWA'],
  ['Awa Koné', 'Kone  Awa'],
  ['Awa Koné', 'MME KONE AWA FATOUMATA'],
  ['Mamadou N’Diaye', 'NDIAYE MAMADOU'],
  ["Mamadou N'Diaye", 'Ndiaye Mamadou'],
  ['Jean-Marie Ouédraogo', 'OUEDRAOGO JEAN MARIE'],
  ['Awa F. Koné', 'KONE AWA FATOUMATA'],
  ['Awa Fatoumata Koné', 'KONE AWA F'],
])('%s may be %s', (holder, wallet) => {
  expect(isSameName(holder, wallet)).toBe(true);
  expect(isSameName(wallet, holder)).toBe(true);
});

it.each([
  ['Awa Koné', 'TRAORE MOUSSA'],
  ['Awa Koné', 'KONE MOUSSA'],
  ['Awa Koné', 'KONE'],
  ['Awa', 'AWA'],
  ['A. K.', 'AWA KONE'],
  ['Awa Koné', 'A KONE'],
  ['Awa Koné', 'KONE KONE'],
  ['Awa Koné', ''],
  ['', ''],
  ['محمد', 'KONE AWA'],
])('%s is not taken for %s', (holder, wallet) => {
  expect(isSameName(holder, wallet)).toBe(false);
  expect(isSameName(wallet, holder)).toBe(false);
});
