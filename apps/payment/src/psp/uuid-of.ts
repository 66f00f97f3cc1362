import { createHash } from 'node:crypto';

/**
 * A UUIDv4 that always is the same of one name: what is ordered under it has a name at the psp before the
 * call, and whoever repeats the order, or asks what became of it, names the same one.
 */
export function uuidOf(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
