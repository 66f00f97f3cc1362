import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { emailSource, type EmailParts } from './email-source.ts';

const PARTS: EmailParts = {
  headers: {
    From: 'Éducation <no-reply@educonnect.test>',
    To: { name: '', address: 'awa@people.test' },
    Subject: 'Votre cours est confirmé',
    'Message-ID': '<1@educonnect.test>',
  },
  text: 'Votre cours avec \u2068عائشة\u2069 :\n\n.une ligne\n',
  html: `<p>Voilà</p>\n<p>${'a long line '.repeat(20)}</p>\n`,
};
const CALENDAR = 'BEGIN:VCALENDAR\r\nSUMMARY:Maths à Bouaké\r\nEND:VCALENDAR\r\n';

describe('the source of a mail', () => {
  it('says the same in words and as a page, to whom it is for', async () => {
    const { raw, envelope } = emailSource(PARTS);
    expect(envelope).toEqual({ from: 'no-reply@educonnect.test', to: ['awa@people.test'] });
    const mail = await simpleParser(raw);
    expect(mail).toMatchObject({ ...said(PARTS), subject: 'Votre cours est confirmé' });
    expect(mail).toMatchObject({ messageId: '<1@educonnect.test>', attachments: [] });
    expect(mail.from?.value).toEqual([{ name: 'Éducation', address: 'no-reply@educonnect.test' }]);
    expect(Math.abs(mail.date!.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it('carries what a calendar is to do beside the words, and as a file', async () => {
    const { raw } = emailSource({ ...PARTS, invitation: { method: 'REQUEST', content: CALENDAR } });
    expect(raw.toString()).toContain('Content-Type: text/calendar; charset=utf-8; method=REQUEST');
    const mail = await simpleParser(raw);
    expect(mail).toMatchObject(said(PARTS));
    const [beside, file] = mail.attachments;
    expect(beside).toMatchObject({ contentType: 'text/calendar' });
    expect(file).toMatchObject({ contentType: 'application/ics', filename: 'invite.ics' });
    expect(beside!.content.toString()).toBe(CALENDAR);
    expect(file!.content.toString()).toBe(CALENDAR);
  });

  it('has no line that a server may refuse, nor a letter that it may change', () => {
    const { raw } = emailSource({ ...PARTS, invitation: { method: 'CANCEL', content: CALENDAR } });
    expect(raw.every((byte) => byte < 128)).toBe(true);
    const lines = raw.toString().split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(lines.join('')).not.toMatch(/[\r\n]/);
  });

  it('keeps every text as it is, and lets none become a header or a part', async () => {
    const any = fc.string({ unit: 'grapheme', maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(any, any, async (title, words) => {
        const text = `${words}\n--=_alternative\nBcc: x@y.test\n${words}\n`;
        const headers = { ...PARTS.headers, Subject: `a${title}\r\nBcc: x@y.test` };
        const { raw, envelope } = emailSource({ ...PARTS, headers, text });
        expect(envelope.to).toEqual(['awa@people.test']);
        const mail = await simpleParser(raw);
        expect(mail.bcc).toBeUndefined();
        expect(mail).toMatchObject(said({ ...PARTS, text }));
      }),
      { numRuns: 50 },
    );
  });
});

/** As a parser has it: one end of a line, and none at the end of the text. */
const said = ({ text, html }: EmailParts) => ({ text: text.replace(/\r\n?/g, '\n'), html });
