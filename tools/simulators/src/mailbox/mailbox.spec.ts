import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { startMailbox } from './mailbox.ts';
import type { Mailbox } from './mailbox.ts';

let mailbox: Mailbox;

beforeAll(async () => {
  mailbox = await startMailbox({ capacity: 20 });
});
afterEach(async () => {
  mailbox.faults.reset();
  await fetch(`${mailbox.url}/api/messages`, { method: 'DELETE' });
});
afterAll(() => mailbox.close());

interface Listed {
  id: string;
  to: string[];
  subject: string;
  text: string;
  receivedAt: string;
}

async function send(mail: SendMailOptions): Promise<void> {
  const transport = createTransport(mailbox.smtpUrl);
  try {
    await transport.sendMail({ from: 'EduConnect <noreply@educonnect.test>', ...mail });
  } finally {
    transport.close();
  }
}

async function list(query = ''): Promise<Listed[]> {
  const response = await fetch(`${mailbox.url}/api/messages${query}`);
  return ((await response.json()) as { data: Listed[] }).data;
}

describe('mailbox', () => {
  it('keeps what nodemailer sends and finds it by recipient', async () => {
    await send({
      to: 'Awa <Awa@Example.ci>',
      bcc: 'hidden@example.ci',
      subject: 'Votre code : réservé',
      text: 'Code 123456',
      html: '<p>Code <b>123456</b></p><script>alert(1)</script>',
      attachments: [{ filename: 'invoice.txt', content: 'hello' }],
    });
    await send({ to: 'other@example.ci', subject: 'Other', text: 'x' });
    const [mail, ...rest] = await list('?to=awa@example.ci');
    expect(rest).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Votre code : réservé', text: 'Code 123456' });
    expect(mail?.to).toEqual(['awa@example.ci', 'hidden@example.ci']);
    expect((await list()).map(({ subject }) => subject)).toEqual(['Other', mail?.subject]);
    expect((await list(`?after=${mail?.id}`)).map(({ subject }) => subject)).toEqual(['Other']);
    expect(await list(`?after=${new Date(Date.now() + 1_000).toISOString()}`)).toEqual([]);

    const full = await fetch(`${mailbox.url}/api/messages/${mail?.id}`);
    expect(await full.json()).toMatchObject({
      html: expect.stringContaining('<b>123456</b>'),
      from: '"EduConnect" <noreply@educonnect.test>',
      attachments: [{ filename: 'invoice.txt', size: 5 }],
    });
    const search = await (await fetch(`${mailbox.url}/?to=AWA`)).text();
    expect(search).toContain('réservé');
    expect(search).not.toContain('Other');
  });

  it('shows mail with scripts without running them', async () => {
    const attack = '<script>alert(1)</script>';
    await send({ to: 'a@b.ci', subject: attack, text: attack, html: `<p>hi</p>${attack}` });
    const [mail] = await list();
    for (const path of ['/', `/messages/${mail?.id}`]) {
      const response = await fetch(mailbox.url + path);
      expect(await response.text()).not.toContain('<script>');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const body = await fetch(`${mailbox.url}/messages/${mail?.id}/body`);
    expect(body.headers.get('content-security-policy')).toMatch(/^sandbox /);
  });

  it('refuses on demand and takes the next', async () => {
    await fetch(`${mailbox.url}/_control/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reject: { next: 1, code: 451 } }),
    });
    const mail = { to: 'a@b.ci', subject: 'again', text: 'x' };
    await expect(send(mail)).rejects.toMatchObject({ responseCode: 451 });
    await send(mail);
    mailbox.faults.change({ reject: { next: 1, code: 550 } });
    await expect(send(mail)).rejects.toMatchObject({ responseCode: 550 });
    expect(await list()).toHaveLength(1);
  });

  it('keeps to its limits', async () => {
    await expect(
      send({ to: 'a@b.ci', subject: 'large', text: 'x'.repeat(6_000_000) }),
    ).rejects.toMatchObject({ responseCode: 552 });
    for (let n = 0; n < 22; n += 1) await send({ to: 'a@b.ci', subject: `n${n}`, text: 'x' });
    const kept = await list();
    expect(kept).toHaveLength(20);
    expect(kept.at(-1)?.subject).toBe('n2');
  });

  it('answers bad requests with 4xx', async () => {
    const paths = ['/api/messages?limit=x', '/api/messages?after=yesterday', '/api/messages/x%00'];
    for (const path of [...paths, '/messages/999', '/messages/1/body', '/nothing', '/%zz']) {
      const { status } = await fetch(mailbox.url + path);
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
  });
});
