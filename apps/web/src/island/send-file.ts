import { ApiError, NetworkError } from '@edu/client';

/** As the API takes it. */
export async function sha256Hex(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Where a file is sent, as the API gives it. */
export interface UploadLink {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Sends a file where the API says; `fetch` says nothing of what has been sent so far.
 *
 * @param onProgress gets shares of 1
 * @throws ApiError, NetworkError
 */
export function sendFile(
  { method, url, headers }: UploadLink,
  file: Blob,
  onProgress: (share: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const { name, value } of headers) request.setRequestHeader(name, value);
    request.setRequestHeader('accept-language', document.documentElement.lang);
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.onerror = () => reject(new NetworkError('the file was not sent'));
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
