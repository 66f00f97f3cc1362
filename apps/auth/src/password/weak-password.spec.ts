import { describe, expect, it } from 'vitest';
import { isWeak } from './weak-password.ts';

const ABOUT = ['Awa Koné', 'awa.kone@exemple.ci'];

describe('a weak password', () => {
  it.each([
    '1234567890',
    'aaaaaaaaaa',
    ' '.repeat(10),
    'educonnect',
    'EduConnect2026!',
    'abcabcabcabc',
    '9876543210',
    'qwertyuiop',
    'azertyuiop12',
    'Basketball',
    'basketball2024!',
    '123456789a',
    'exemple2026',
    'exempleeduconnect',
    'AbCdEfGhIjKl',
    'ｅｄｕｃｏｎｎｅｃｔ',
    'motdepasse123',
  ])('is %j', (password) => {
    expect(isWeak(password, ABOUT)).toBe(true);
  });

  it.each([
    'correct horse battery',
    'long enough to be one',
    'quatre bananes vertes',
    '4f9c2e71ab03',
    'Tr0ub4dour&3xyz',
    'l’école du village',
    '日本語のパスワード長い',
  ])('is not %j', (password) => {
    expect(isWeak(password, ABOUT)).toBe(false);
  });
});
