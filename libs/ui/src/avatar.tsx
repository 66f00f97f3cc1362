/** How many colours `components.css` has for them. */
const TONES = 5;
/** Its usual side, pixels of CSS; `pieces.css` says the same. */
const SIDE = 52;

/** A letter with its accents, or an emoji with all that belongs to it; `Intl.Segmenter` is too new. */
const CHARACTER = /^(\p{RI}{2}|\P{M}[\p{M}\p{EMod}]*(\u200d\P{M}[\p{M}\p{EMod}]*)*)/u;

interface AvatarProps {
  readonly name: string;
  /** Address of a square picture, when there is one. */
  readonly picture?: string | null | undefined;
  /** Pixels of CSS, where the page shows another size. */
  readonly side?: number;
}

/**
 * The person's photo, loaded when it comes into view; or the first letters of the name, on a colour
 * that stays the person's: a picture without a byte to load. The name stands beside it.
 */
export function Avatar({ name, picture, side = SIDE }: AvatarProps) {
  if (picture) {
    return (
      <img
        className="avatar"
        data-tone={toneOf(name)}
        src={picture}
        width={side}
        height={side}
        alt=""
        loading="lazy"
        decoding="async"
      />
    );
  }
  return (
    <span className="avatar" data-tone={toneOf(name)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** At most two characters as people see them: an emoji or a letter with its accents is one. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  const ends = parts.length > 1 ? [parts[0]!, parts[parts.length - 1]!] : parts;
  const first = ends.map((part) => CHARACTER.exec(part)?.[0]);
  return first.join('').toLocaleUpperCase('fr');
}

function toneOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + character.codePointAt(0)!) % 9_973;
  return sum % TONES;
}
