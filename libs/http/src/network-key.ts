import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Addresses whose keys are kept: both are asked for several times in every request. */
const MAX_KEPT = 10_000;
const NETWORK_KEYS = new LRUCache<string, string>({ max: MAX_KEPT, memoMethod: networkOf });
const CLIENT_KEYS = new LRUCache<string, string>({
  max: MAX_KEPT,
  memoMethod: (ip) => hash('sha256', networkKey(ip), 'base64url').slice(0, 22),
});

/**
 * What counts as one network: an IPv4 address, or an IPv6 /48, the least that providers hand to a
 * site (RFC 6177). Whoever has one owns all addresses in it.
 */
export function networkKey(ip: string): string {
  return ip.includes(':') ? NETWORK_KEYS.memo(ip) : ip;
}

/** The same for services, which count by it: no address travels or is stored. */
export function clientKey(ip: string): string {
  return CLIENT_KEYS.memo(ip);
}

function networkOf(ip: string): string {
  const groups = groupsOf(ip);
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return `${groups
    .slice(0, 3)
    .map((group) => group.toString(16))
    .join(':')}::/48`;
}

/** The eight numbers of an IPv6 address, in any of its spellings. */
function groupsOf(ip: string): number[] {
  const hex = ip
    .replace(/%.*$/, '')
    .replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
      [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)]
        .map((group) => group.toString(16))
        .join(':'),
    );
  const [head = '', tail] = hex.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill('0'), ...right].map((group) => parseInt(group, 16));
}
