import { storageErrors } from '@edu/contract-kit';
import type { ByteRange } from './object-store.ts';

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * The part of an object that a `Range` header asks for; undefined for all of it, as for several
 * parts at once, which a server need not give.
 *
 * @throws storage.bad_range for a part that lies beyond its end
 */
export function rangeOf(header: string | undefined, bytes: number): ByteRange | undefined {
  const [, from, to] = ONE_RANGE.exec(header ?? '') ?? [];
  if (!from && !to) return undefined;
  const first = from ? Number(from) : Math.max(0, bytes - Number(to));
  const last = from && to ? Math.min(Number(to), bytes - 1) : bytes - 1;
  if (from && to && Number(from) > Number(to)) return undefined;
  if (first > last) throw storageErrors.badRange();
  return { first, last };
}
