import { randomInt } from 'node:crypto';
import anyAscii from 'any-ascii';
import { Id } from '@edu/contract-kit';

/** Of the part that the name gives, characters. */
const MAX_BASE = 40;
/** Without those that are read as others. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** How many of them tell people of one name in one city apart; longer when that was taken as well. */
const RANDOM = [4, 4, 8, 12];

/** `Awa N’Diaye` → `awa-ndiaye`, `Сара` → `sara`: Latin letters of any alphabet, so none looks like another. */
function latin(text: string, max: number): string {
  const words = anyAscii(text.normalize('NFKC').replace(/['’ʼ]/gu, ''))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (words.length <= max) return words;
  const cut = words.slice(0, max + 1);
  return cut.includes('-') ? cut.slice(0, cut.lastIndexOf('-')) : words.slice(0, max);
}

/** What a name gives: its kind where the name has nothing to read, or would read like the platform. */
export function slugBase(displayName: string, kind: string): string {
  const base = latin(displayName, MAX_BASE);
  return base === '' || base.replaceAll('-', '').includes('educonnect') ? kind : base;
}

/** What may be taken, the most readable first; none is shaped like an id. */
export function slugCandidates(base: string, city: string | null): string[] {
  const place = city && latin(city, 20);
  const random = (length: number) =>
    Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [
    base,
    ...(place ? [`${base}-${place}`] : []),
    ...RANDOM.map((length) => `${base}-${random(length)}`),
  ].filter((slug) => !Id.safeParse(slug).success);
}
