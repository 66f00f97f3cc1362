import { createHash } from 'node:crypto';
import type { KycCheck } from '@edu/contract-kit';
import { profileRpc } from '@edu/contracts-profile';
import type { ApiClient } from './api-client.ts';

/** What readers take for a PDF. @param inside stands in it as it is */
export function pdfWith(inside: string): Buffer {
  return Buffer.from(
    `%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%${inside}\ntrailer << /Root 1 0 R >>\n%%EOF\n`,
  );
}

/** A place for a document. @param token carries a fresh proof */
export function announceDocument(
  api: ApiClient,
  token: string,
  check: KycCheck,
  pdf = pdfWith(check),
) {
  return api.ok(
    profileRpc.beginKycDocument,
    {
      ...{ check, piece: 'document', type: 'application/pdf', bytes: pdf.length },
      sha256: createHash('sha256').update(pdf).digest('hex'),
    },
    { token },
  );
}

/** Sends a document about where somebody lives, and has it checked. @param token carries a fresh proof */
export async function submitAddress(
  api: ApiClient,
  token: string,
  pdf = pdfWith('address'),
): Promise<void> {
  const { uploadId, url, headers } = await announceDocument(api, token, 'address', pdf);
  const sent = await fetch(new URL(url, api.url), {
    method: 'PUT',
    headers: headers.map(({ name, value }): [string, string] => [name, value]),
    body: new Uint8Array(pdf),
  });
  if (!sent.ok) throw new Error(`the storage answered ${sent.status}`);
  await api.ok(profileRpc.completeKycDocument, { uploadId }, { token });
  await api.ok(profileRpc.submitKyc, { check: 'address' }, { token });
}
