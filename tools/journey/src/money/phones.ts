/** How mobile numbers of a country begin whose wallets wait for a person, and how many digits follow. */
const NUMBERS: Readonly<Record<string, readonly [start: string, more: number]>> = {
  CI: ['+22505', 8],
  CM: ['+23767', 7],
  SN: ['+22177', 7],
};

/** A number that can pay where numbers of these countries can. */
export function phoneOf(countries: readonly string[], random: () => number): string {
  const country = countries.find((one) => Object.hasOwn(NUMBERS, one));
  if (!country) throw new Error(`no number is known of ${countries.join(', ')}`);
  const [start, more] = NUMBERS[country]!;
  return start + String(Math.floor(random() * 10 ** more)).padStart(more, '0');
}
