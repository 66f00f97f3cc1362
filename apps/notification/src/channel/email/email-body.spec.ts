import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from '@edu/contract-kit';
import { toHtml, toText } from './email-body.ts';

const letter = {
  locale: 'fr' as const,
  title: 'Cours <b>confirmé</b>',
  lines: ['Votre cours avec "Awa" & <script>alert(1)</script>', 'Deuxième ligne'],
  link: { path: '/bookings/1', label: 'Voir la réservation' },
};

describe('an e-mail', () => {
  it('shows names as text, whatever is in them', () => {
    const html = toHtml(letter, 'https://educonnect.test/');
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<b>');
    expect(html).toContain('&quot;Awa&quot; &amp; &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<a href="https://educonnect.test/bookings/1">Voir la réservation</a>');
  });

  it('isolates the text direction of a name', () => {
    const html = toHtml(
      { ...letter, lines: ['avec \u2068عائشة\u2069 :'] },
      'https://educonnect.test',
    );
    expect(html).toContain('<p>avec <bdi>عائشة</bdi> :</p>');
  });

  it('has the same content as plain text', () => {
    expect(toText(letter, 'https://educonnect.test')).toBe(
      `${letter.lines[0]}\n\nDeuxième ligne\n\nVoir la réservation\nhttps://educonnect.test/bookings/1\n\nEduConnect\n`,
    );
    expect(toText({ ...letter, link: null }, 'https://educonnect.test')).not.toContain('https');
  });

  it('leaves no character of markup unescaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"']/);
        expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
      }),
    );
  });
});
