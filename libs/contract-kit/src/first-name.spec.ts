import { describe, expect, it } from 'vitest';
import { firstNameOf } from './first-name.ts';

describe('the first name in messages', () => {
  it.each([
    ['Awa Koné', 'Awa'],
    ['  Jean-François  N’Guessan', 'Jean-François'],
    ['N’Dri', 'N’Dri'],
    ['عائشة بنت محمد', 'عائشة'],
    ['Ame\u0301lie Bah', 'Amélie'],
  ])('of %s is %s', (displayName, firstName) => {
    expect(firstNameOf(displayName)).toBe(firstName);
  });

  it.each([
    '⚠ Compte bloqué : https://educonnect-verif.example/login',
    'educonnect-verif.example',
    'https://evil.example',
    'awa@evil.example',
    '0701020304 appelez',
    '+2250701020304',
    '<b>Awa</b>',
    '\u202eawA',
    `A${'a'.repeat(40)}`,
    '',
  ])('is not shown for %j', (displayName) => {
    expect(firstNameOf(displayName)).toBeNull();
  });
});
