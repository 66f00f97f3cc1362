/** A word as names are made of, with accents, apostrophes and hyphens. */
const NAME = /^\p{L}[\p{L}\p{M}'’-]{0,39}$/u;

/**
 * The part of a name that others are shown who do not know the person. People choose their names freely, and a page or mail of
 * ours must not carry their addresses, numbers or warnings: what is no plain first name is not shown.
 */
export function firstNameOf(displayName: string): string | null {
  const [first = ''] = displayName.normalize('NFC').trim().split(/\s+/u);
  return NAME.test(first) ? first : null;
}
