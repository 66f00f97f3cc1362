import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/**
 * Whether a request can come from a program or from a page of the server that gets it, and not from
 * the page of another site that a browser on this machine shows.
 */
export function isFromOwnPages({ host = '', origin }: IncomingHttpHeaders): boolean {
  return isOwnName(host) && (origin === undefined || URL.parse(origin)?.host === host);
}

/**
 * Whether a `Host` can be this server's own: an address, or a name without a dot as containers have.
 * A page of another site could only get here by a name of its own that leads to this machine.
 */
function isOwnName(host: string): boolean {
  const hostname = URL.parse(`http://${host}`)?.hostname ?? '';
  return isIP(hostname.replace(/^\[|\]$/g, '')) > 0 || /^[\w-]+$/.test(hostname);
}
