import type { ClientLog } from './client-log.ts';

/** Sends requests as they are, and logs each, and those that got no final answer. */
export function observedFetch(log: ClientLog): (request: Request) => Promise<Response> {
  return async (request) => {
    log.requests++;
    const from = Date.now();
    const trouble = (what: string) => {
      const name = `${request.method} ${new URL(request.url).pathname}`;
      log.trouble({ from, to: Date.now(), request: name, what });
    };
    try {
      const response = await fetch(request);
      if (!isFinal(response)) trouble(String(response.status));
      return response;
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } };
      trouble(cause?.code ?? String(error));
      throw error;
    }
  };
}

/** With `Retry-After` even a 409 means: not now. */
function isFinal({ status, headers }: Response): boolean {
  return status < 500 && status !== 429 && !(status === 409 && headers.has('retry-after'));
}
