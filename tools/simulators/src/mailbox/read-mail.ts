import { simpleParser } from 'mailparser';

/** A message as it came. */
export interface ReceivedMail {
  /** Envelope sender. */
  sender: string;
  /** Envelope recipients, lower case. */
  to: string[];
  source: Uint8Array;
}

/** A mail, as its reader sees it. */
export interface MailContent {
  /** Envelope sender, and `From` as written. */
  sender: string;
  from: string;
  /** Envelope recipients, lower case: also those in Bcc. */
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  headers: { name: string; value: string }[];
  /** `text` of those that are text. */
  attachments: { filename: string | null; contentType: string; size: number; text?: string }[];
}

export async function readMail({ sender, to, source }: ReceivedMail): Promise<MailContent> {
  const mail = await simpleParser(Buffer.from(source));
  return {
    sender,
    from: mail.from?.text ?? sender,
    to,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html === false ? null : (mail.html ?? null),
    headers: mail.headerLines.map(({ key, line }) => ({
      name: key,
      value: line.slice(line.indexOf(':') + 1).trim(),
    })),
    attachments: mail.attachments.map(({ filename, contentType, size, content }) => ({
      ...(contentType.startsWith('text/') && { text: content.toString('utf8') }),
      filename: filename ?? null,
      contentType,
      size,
    })),
  };
}
