import { describe, expect, it } from 'vitest';
import { toSmsText } from './sms-text.ts';

const sms = (title: string, ...lines: string[]) =>
  toSmsText({ locale: 'fr', title, lines, link: null });

describe('an SMS', () => {
  it('says the title and the first line', () => {
    expect(sms('Votre code', '123456 est votre code.', 'Ne le donnez à personne.')).toBe(
      'EduConnect - Votre code. 123456 est votre code.',
    );
  });

  it('keeps to the cheap alphabet where it can', () => {
    expect(sms('Remboursé', 'L’élève a reçu 5\u202f000\u00a0F – être, forêt, cœur…')).toBe(
      "EduConnect - Remboursé. L'élève a recu 5 000 F - etre, foret, coeur...",
    );
  });

  it('keeps what has no other form', () => {
    expect(sms('a', '日本 € 👋')).toBe('EduConnect - a. 日本 € 👋');
  });
});
