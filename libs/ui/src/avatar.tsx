/** How many colours `components.css` has for them. */
const TONES = 5;

/** A letter with its accents, or an emoji with all that belongs to it; `Intl.Segmenter` is too new. */
const CHARACTER = /^(\p{RI}{2}|\P{M}[\p{M}\p{EMod}]*(\u200d\P{M}[\p{M}\p{EMod}]*)*)/u;

/** The first letters of a name, on a colour that stays the person's: a picture without a byte to load. */
export function Avatar({ name }: { name: string }) {
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
