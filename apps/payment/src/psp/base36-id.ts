import { Id } from '@edu/contract-kit';

/** As many digits as an id has in base 36, where few signs are taken: capitals and digits. */
const DIGITS = 25;

/** One of our ids in base 36. */
export const toBase36Id = (id: string): string =>
  toBase36(BigInt(`0x${id.replaceAll('-', '')}`), DIGITS);

/** @returns null for what is none of our ids */
export function fromBase36Id(digits: string): string | null {
  const hex = fromBase36(digits).toString(16).padStart(32, '0');
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return Id.safeParse(uuid).data ?? null;
}

export const toBase36 = (number: bigint, digits: number): string =>
  number.toString(36).toUpperCase().padStart(digits, '0');

export const fromBase36 = (text: string): bigint =>
  [...text].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);

/** Which try an order is: the end of its key. */
export const attemptOf = (key: string): bigint => BigInt(/:(\d{1,7})$/.exec(key)?.[1] ?? '0');

/** When one of our ids was made: it begins with the milliseconds of that (UUIDv7). */
export const timeOf = (id: string): number =>
  Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
