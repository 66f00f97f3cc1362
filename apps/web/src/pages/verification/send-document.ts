import type { Client, KycVerification } from '@edu/client';
import { sendFile, sha256Hex } from '../../island/send-file.ts';
import type { Check, Piece } from './checks.ts';

/** Of the longer side: small print stays readable, and a phone's data is spared. */
const MAX_SIDE = 2_400;
const QUALITY = 0.9;

/**
 * Sends a document.
 *
 * @param onProgress gets shares of 1
 * @throws ApiError, NetworkError
 */
export async function sendDocument(
  api: Client,
  { check, piece, file }: { readonly check: Check; readonly piece: Piece; readonly file: File },
  onProgress: (share: number) => void,
): Promise<KycVerification> {
  const sent = await prepared(file);
  const bytes = await sent.arrayBuffer();
  const announced = { type: sent.type, bytes: bytes.byteLength, sha256: await sha256Hex(bytes) };
  const upload = await api.post('/api/v1/me/kyc/documents', {
    body: { check, piece, ...announced },
  });
  await sendFile(upload, sent, onProgress);
  const { uploadId } = upload;
  return api.post('/api/v1/me/kyc/documents/{uploadId}/complete', {
    params: { path: { uploadId } },
  });
}

/**
 * A picture drawn anew and no larger than it has to be: what the camera wrote into the file stays on the
 * device. What the browser cannot show is sent as it is, and the platform says what is wrong with it.
 */
async function prepared(file: File): Promise<Blob> {
  if (!file.type.startsWith('image/')) return file;
  const image = await createImageBitmap(file).catch(() => undefined);
  if (!image) return file;
  const scale = Math.min(1, MAX_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const context = canvas.getContext('2d');
  if (!context) return file;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const drawn = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', QUALITY),
  );
  return drawn ?? file;
}
