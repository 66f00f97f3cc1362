/** What an address without a host is read against; nothing is ever asked there. */
const ORIGIN = 'http://localhost';

/**
 * A place of ours to go back to, from an address that anybody may have written, as a header takes it.
 *
 * @returns path and query; `/` for every address that leads, or may lead, anywhere else
 */
export function localAddress(text: string | undefined): string {
  if (!text || !/^\/[^/\\]/.test(text) || !URL.canParse(text, ORIGIN)) return '/';
  const { origin, pathname, search } = new URL(text, ORIGIN);
  // `/..//other.example` is a path, and what is left of it a host.
  return origin === ORIGIN && !pathname.startsWith('//') ? pathname + search : '/';
}
