import type { Client, Profile } from '@edu/client';
import { sendFile, sha256Hex } from '../../../island/send-file.ts';
import type { Crop } from './crop.ts';

/** Of the square that is sent: more than the largest copy, and little for a phone's data. */
const SENT_SIDE = 960;
const QUALITY = 0.88;

interface Prepared {
  readonly file: Blob;
  /** Where it was not cut out here. */
  readonly crop?: Crop;
}

/**
 * Sends a part of a picture and makes it the photo of the profile.
 *
 * @param onProgress gets shares of 1
 * @throws ApiError, NetworkError
 */
export async function sendPhoto(
  api: Client,
  picture: { readonly file: File; readonly image: HTMLImageElement; readonly crop: Crop },
  onProgress: (share: number) => void,
): Promise<Profile> {
  const { file, crop } = await prepared(picture);
  const bytes = await file.arrayBuffer();
  const { uploadId, url, method, headers } = await api.post('/api/v1/me/profile/photo', {
    body: { type: file.type, bytes: bytes.byteLength, sha256: await sha256Hex(bytes) },
  });
  await sendFile({ method, url, headers }, file, onProgress);
  return api.post('/api/v1/me/profile/photo/{uploadId}/complete', {
    params: { path: { uploadId } },
    body: crop ? { crop } : {},
  });
}

/**
 * The part alone, made smaller: what lies around it, and what the camera wrote into the file, stays on
 * the device. A browser that cannot do that sends the file as it is.
 */
async function prepared({
  file,
  image,
  crop,
}: {
  readonly file: File;
  readonly image: HTMLImageElement;
  readonly crop: Crop;
}): Promise<Prepared> {
  const canvas = document.createElement('canvas');
  const side = Math.min(crop.size, SENT_SIDE);
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) return { file, crop };
  context.fillStyle = '#fff';
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, crop.left, crop.top, crop.size, crop.size, 0, 0, side, side);
  const drawn = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', QUALITY),
  );
  return drawn ? { file: drawn } : { file, crop };
}
