import type { OpenedKycDocument } from '@edu/client';

const TAG_BYTES = 16;
const NONCE_BYTES = 12;

/**
 * The plain document out of the bytes that lie in the storage: opened here, so that it lies in plain
 * nowhere else.
 *
 * @throws OperationError for anything but what was sealed
 */
export async function openSealed(
  { key, authenticated, partBytes, type }: Omit<OpenedKycDocument, 'url'>,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Blob> {
  const raw = Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
  const imported = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
  const additionalData = new TextEncoder().encode(authenticated);
  const sealedPart = partBytes + TAG_BYTES;
  const count = Math.max(1, Math.ceil(sealed.length / sealedPart));
  const parts = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: nonceOf(index, index === count - 1), additionalData },
        imported,
        sealed.subarray(index * sealedPart, (index + 1) * sealedPart),
      ),
    ),
  );
  return new Blob(parts, { type });
}

/** The number of the part, and whether it is the last: none is left out, moved or cut off. */
function nonceOf(index: number, isLast: boolean): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setUint32(NONCE_BYTES - 5, index);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}
