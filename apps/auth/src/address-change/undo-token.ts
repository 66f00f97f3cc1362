import { createHmac, timingSafeEqual } from 'node:crypto';

const ID_BYTES = 16;

/**
 * The token that undoes a change: its id and a proof of it. It is computed and not drawn, so that
 * it is stored nowhere, and a message can be sent again.
 */
export function undoToken(key: Buffer, changeId: string): string {
  const id = Buffer.from(changeId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, proofOf(key, id)]).toString('base64url');
}

/** @returns the change that it undoes; undefined when we did not make this token */
export function changeOf(key: Buffer, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  const [id, proof] = [bytes.subarray(0, ID_BYTES), bytes.subarray(ID_BYTES)];
  const expected = proofOf(key, id);
  if (proof.length !== expected.length || !timingSafeEqual(proof, expected)) return undefined;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const proofOf = (key: Buffer, id: Buffer) =>
  createHmac('sha256', key).update(id).digest().subarray(0, ID_BYTES);
