import { createCipheriv, createDecipheriv } from 'node:crypto';
import { ALGORITHM, newKeyBytes, openKey, SealBroken, sealKey, TAG_BYTES } from './sealed-key.ts';

/** Whose document it is, and which: both are authenticated with every part of it. */
export interface DocumentName {
  readonly documentId: string;
  readonly ownerId: string;
}

type Content = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Of the plain document, sealed at a time: what is read of one has been checked. */
export const PART_BYTES = 64 * 1024;
const NONCE_BYTES = 12;

/**
 * Seals a document under a key of its own, which is sealed under the user's: whoever destroys that has
 * destroyed them all. Parts are numbered and the last is marked, so that none can be left out, moved or
 * cut off (the STREAM construction: https://eprint.iacr.org/2015/189).
 *
 * @returns the sealed key, to be stored with the document, and the sealed bytes
 */
export function sealDocument(userKey: Buffer, name: DocumentName, content: Content) {
  const key = newKeyBytes();
  return {
    sealedKey: sealKey(userKey, key, aboutDocument(name)),
    content: sealed(key, name, content),
  };
}

/**
 * The plain bytes, part by part; it fails at the first that is not what was sealed.
 *
 * @throws SealBroken
 */
export function openDocument(
  userKey: Buffer,
  name: DocumentName,
  sealedKey: Buffer,
  content: Content,
): AsyncIterable<Buffer> {
  return openedBy(openDocumentKey(userKey, name, sealedKey), content);
}

/** What opens this document and no other, for who reads its sealed bytes elsewhere. @throws SealBroken */
export function openDocumentKey(userKey: Buffer, name: DocumentName, sealedKey: Buffer) {
  const authenticated = aboutDocument(name);
  return { key: openKey(userKey, sealedKey, authenticated), authenticated, partBytes: PART_BYTES };
}

/** The plain bytes of the document that a key is of, part by part. @throws SealBroken */
export async function* openedBy(
  { key, authenticated, partBytes }: ReturnType<typeof openDocumentKey>,
  content: Content,
): AsyncIterable<Buffer> {
  for await (const { part, index, isLast } of partsOf(content, partBytes + TAG_BYTES)) {
    yield openPart(key, authenticated, part, nonceOf(index, isLast));
  }
}

async function* sealed(key: Buffer, name: DocumentName, content: Content): AsyncIterable<Buffer> {
  for await (const { part, index, isLast } of partsOf(content, PART_BYTES)) {
    const cipher = createCipheriv(ALGORITHM, key, nonceOf(index, isLast));
    cipher.setAAD(Buffer.from(aboutDocument(name)));
    yield Buffer.concat([cipher.update(part), cipher.final(), cipher.getAuthTag()]);
  }
}

function openPart(key: Buffer, authenticated: string, part: Buffer, nonce: Buffer): Buffer {
  try {
    const end = part.length - TAG_BYTES;
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(authenticated)).setAuthTag(part.subarray(end));
    return Buffer.concat([decipher.update(part.subarray(0, end)), decipher.final()]);
  } catch (cause) {
    throw new SealBroken('the document is not what was sealed', { cause });
  }
}

/** Parts of one length but for the last, of which there is always one, if an empty one. */
async function* partsOf(content: Content, length: number) {
  let index = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const more of content) {
    rest = Buffer.concat([rest, more]);
    // The last is known only when nothing comes after it.
    for (; rest.length > length; rest = rest.subarray(length)) {
      yield { part: rest.subarray(0, length), index: index++, isLast: false };
    }
  }
  yield { part: rest, index, isLast: true };
}

/** The key is of this document alone: a number that is used once with it is enough. */
function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUInt32BE(index, NONCE_BYTES - 5);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

const aboutDocument = ({ documentId, ownerId }: DocumentName) =>
  JSON.stringify(['document', documentId, ownerId]);
