import { describe, expect, it } from 'vitest';
import { toSmsText } from './sms-text.ts';

const sms = (title: string, ...lines: string[]) =>
  toSmsText({ locale: 'fr', title, lines, link: null }, 'https://educonnect.test');

describe('an SMS', () => {
  it('says the title and the first line', () => {
    expect(sms('Votre code', '123456 est votre code.', 'Ne le donnez à personne.')).toBe(
      'EduConnect - Votre code. 123456 est votre code.',
    );
  });

  it('carries an essential link, and no other', () => {
    const letter = { locale: 'fr', title: 'Adresse', lines: ['Annulez :'] } as const;
    const link = { path: '/undo-address#token', label: 'Annuler' };
    const text = (essential: boolean) =>
      toSmsText({ ...letter, link: { ...link, essential } }, 'https://educonnect.test/');
    expect(text(true)).toBe(
      'EduConnect - Adresse. Annulez : https://educonnect.test/undo-address#token',
    );
    expect(text(false)).toBe('EduConnect - Adresse. Annulez :');
  });

  it('replaces characters outside GSM 03.38 where an equivalent exists', () => {
    expect(sms('Remboursé', 'L’élève a reçu 5\u202f000\u00a0F – être, forêt, cœur…')).toBe(
      "EduConnect - Remboursé. L'élève a recu 5 000 F - etre, foret, coeur...",
    );
  });

  it('keeps characters that have no equivalent', () => {
    expect(sms('a', '日本 € 👋')).toBe('EduConnect - a. 日本 € 👋');
  });
});
