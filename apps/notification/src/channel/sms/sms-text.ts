import { FSI, PDI } from '@edu/i18n';
import type { Letter } from '../channel.ts';
import { linkUrl } from '../link-url.ts';

/** GSM 03.38 basic set, less what nobody writes: one character outside halves what fits a segment. */
const GSM = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z£¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§¿äöñüà]$/;
const PLAIN: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
};

/**
 * Title, first line and an essential link, in characters that a phone network sends cheaply where
 * there are such.
 *
 * @param baseUrl where links start
 */
export function toSmsText({ title, lines, link }: Letter, baseUrl: string): string {
  const url = link?.essential ? linkUrl(link.path, baseUrl) : '';
  const text = `EduConnect - ${title}. ${lines[0] ?? ''} ${url}`.trim().replace(/\p{Zs}+/gu, ' ');
  const sent = [...text].map(cheap).join('');
  // Isolates would be the only characters outside the set: nothing in it needs them.
  const plain = sent.replaceAll(FSI, '').replaceAll(PDI, '');
  return [...plain].every((char) => GSM.test(char)) ? plain : sent;
}

function cheap(char: string): string {
  if (GSM.test(char)) return char;
  const plain = PLAIN[char] ?? char.normalize('NFD').replace(/\p{M}/gu, '');
  return [...plain].every((c) => GSM.test(c)) ? plain : char;
}
