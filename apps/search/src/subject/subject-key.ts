/** Latin letters that no accent can be taken off, as fold() of the database spells them. */
const SPELLED = new Map(
  [
    'æ ae, œ oe, ß ss, þ th, ƕ hv, ƣ oi, ɓ b, ƀ b, ƃ b, ƈ c, ȼ c, đ d, ð d, ɖ d, ɗ d, ƌ d, ȡ d',
    'ɛ e, ɇ e, ƒ f, ɣ g, ǥ g, ɠ g, ħ h, ɦ h, ı i, ɨ i, ɩ i, ȷ j, ɉ j, ƙ k, ł l, ƚ l, ȴ l, ŋ n, ɲ n',
    'ƞ n, ȵ n, ø o, ɔ o, ƥ p, ĸ q, ɍ r, ȿ s, ŧ t, ƫ t, ƭ t, ȶ t, ʈ t, ʉ u, ʋ v, ƴ y, ɏ y, ƶ z, ȥ z',
  ].flatMap((line) => line.split(', ').map((pair) => pair.split(' ') as [string, string])),
);

/** `Préparation au BEPC` → `preparation-au-bepc`, `Chœur` → `choeur`: how names are compared. */
export function toKey(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, (letter) => SPELLED.get(letter) ?? letter)
    .replace(/[^\p{Ll}\p{Lo}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
