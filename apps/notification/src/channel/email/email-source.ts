import { encode as toBase64, wrap as wrapBase64 } from 'nodemailer/lib/base64';
import MimeNode from 'nodemailer/lib/mime-node';
import { encode as toQuotedPrintable, wrap as wrapQuotedPrintable } from 'nodemailer/lib/qp';

export interface EmailParts {
  /** Who it is from and to, what it is about, and its Message-ID. */
  readonly headers: Readonly<Record<string, string | { name: string; address: string }>>;
  readonly text: string;
  readonly html: string;
  /** What the reader's calendar is asked to do (RFC 6047). */
  readonly invitation?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
}

export interface EmailSource {
  readonly envelope: { readonly from: string | false; readonly to: string[] };
  readonly raw: Buffer;
}

/**
 * A mail as it travels (RFC 5322, 2045). Its headers are nodemailer's; its parts are known and small, and
 * nodemailer would write each through streams of its own, which costs several times what the words do.
 */
export function emailSource({ headers, text, html, invitation }: EmailParts): EmailSource {
  const root = new MimeNode();
  root.setHeader(headers);
  const head = root.buildHeaders();
  const said = multipart('alternative', [
    readable('text/plain; charset=utf-8', text),
    readable('text/html; charset=utf-8', html),
    ...(invitation
      ? [readable(`text/calendar; charset=utf-8; method=${invitation.method}`, invitation.content)]
      : []),
  ]);
  const body = invitation ? multipart('mixed', [said, file(invitation.content)]) : said;
  return { envelope: root.getEnvelope(), raw: Buffer.from(`${head}\r\n${body}`) };
}

/** No encoded part can have a line of this shape in it: `=_` is in neither encoding. */
const boundaryOf = (kind: string) => `=_${kind}`;

function multipart(kind: 'alternative' | 'mixed', parts: readonly string[]): string {
  const boundary = boundaryOf(kind);
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${parts
    .map((part) => `--${boundary}\r\n${part}\r\n`)
    .join('')}--${boundary}--\r\n`;
}

function readable(type: string, content: string): string {
  const lines = content.replace(/\r?\n/g, '\r\n');
  return `Content-Type: ${type}\r
Content-Transfer-Encoding: quoted-printable\r\n\r\n${wrapQuotedPrintable(toQuotedPrintable(lines))}`;
}

/** Clients that do not read invitations open it as a file. */
function file(calendar: string): string {
  return `Content-Type: application/ics; name=invite.ics\r
Content-Disposition: attachment; filename=invite.ics\r
Content-Transfer-Encoding: base64\r\n\r\n${wrapBase64(toBase64(calendar))}`;
}
