import { createHash } from 'node:crypto';

/** When the first entity of each kind was made; the others follow second by second. */
const FIRST_MS = Date.UTC(2026, 0, 1);

export type EntityKind = 'provider' | 'learner' | 'booking' | 'payment';

/** The UUIDv7 of the nth entity of a kind: the same in every run, and in order of time. */
export function entityId(kind: EntityKind, index: number): string {
  const time = (FIRST_MS + index * 1_000).toString(16).padStart(12, '0');
  const hash = createHash('md5').update(`${kind} ${index}`).digest('hex');
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${hash.slice(0, 3)}`,
    `8${hash.slice(3, 6)}`,
    hash.slice(6, 18),
  ].join('-');
}

/** Address of the nth person of a kind. */
export function emailOf(kind: EntityKind, index: number): string {
  return `${kind}.${index}@bench.test`;
}
