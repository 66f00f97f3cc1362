import { ApiError, NetworkError, type Client, type Profile } from '@edu/client';
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
    body: { type: file.type, bytes: bytes.byteLength, sha256: await sha256(bytes) },
  });
  await send({ method, url, headers }, file, onProgress);
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

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Link {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** `fetch` says nothing of what has been sent so far. */
function send(
  { method, url, headers }: Link,
  file: Blob,
  onProgress: (share: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const { name, value } of headers) request.setRequestHeader(name, value);
    request.setRequestHeader('accept-language', document.documentElement.lang);
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.onerror = () => reject(new NetworkError('the photo was not sent'));
    request.onload = () => {
      const { status, statusText, responseText } = request;
      if (status < 300) resolve();
      else
        reject(new ApiError(new Response(null, { status, statusText }), problemIn(responseText)));
    };
    request.send(file);
  });
}

/** Null where something else than our API has answered. */
function problemIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
