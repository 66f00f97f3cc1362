/** The GSM 03.38 alphabet; characters outside it make the whole message UCS-2. */
const GSM =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡' +
  'ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Characters of its extension table, which take two places. */
const GSM_EXTENSION = '^{}\\[~]|€\f';

/** How many SMS the text takes: 160 or 153 septets each, 70 or 67 for texts that need UCS-2. */
export function countSegments(text: string): number {
  let septets = 0;
  for (const character of text) {
    if (GSM.includes(character)) septets += 1;
    else if (GSM_EXTENSION.includes(character)) septets += 2;
    else return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
  }
  return septets <= 160 ? 1 : Math.ceil(septets / 153);
}
