/** Characters. Longer texts are cut first, so that nothing takes long over a hostile one. */
const MAX = 300;

/** What a value looks like inside the text of an error, and what is left of it. */
const VALUES: readonly (readonly [RegExp, string])[] = [
  // PostgreSQL: `Key (email)=(a@b.co) already exists`.
  [/=\(.*\)/g, '=(…)'],
  [/"[^"]*"?|“[^”]*”?|«[^»]*»?/g, '"…"'],
  [/(?<!\w)'(?!s\b)[^']*'?/g, "'…'"],
  // An address keeps its host: user, password, path and query go.
  [/\b([a-z][a-z+.-]*:\/\/)(?:[^\s/@]*@)?([\w.-]+(?::\d+)?)[^\s,;)]*/gi, '$1$2'],
  [/[^\s@<>()[\],;:]+@[^\s@<>()[\],;:]+/g, '…@…'],
  [/\b(bearer|basic)\s+\S+/gi, '$1 …'],
  [/\b(password|passwd|pwd|secret|token|code|otp|key|authorization)(\s*[=:]\s*)\S+/gi, '$1$2…'],
  // Tokens, keys and hashes; ids stay.
  [/\beyJ[\w-]*\.[\w.-]+/g, '…'],
  [/\b(?:sk|pk|rk|whsec|[a-z]+_\w+_secret)_\w+/g, '…'],
  [
    /(?<![\w+/=-])(?!(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?:pi|re|ch|evt)_[0-9a-z]+)\b)(?=[a-z_+/=-]*\d)[\w+/=-]{20,}/gi,
    '…',
  ],
  // Numbers of people, cards and codes: counts, ports and milliseconds are shorter.
  [/(?<![\w-])(?!\d+\.\d+\.\d+\.\d+\b)\+?\d(?:[ .-]?\d){5,}(?![\w-])/g, '…'],
];

/**
 * A text of a library or of an error, without the values that such texts repeat: one line, cut.
 * Names cannot be distinguished from words, so what people wrote must not get into an error's text at all.
 */
export function safeText(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim());
  // Where a library prints the whole call first, its last line is the reason.
  let safe = cut((lines.at(-1) ?? '').trim());
  for (const [value, left] of VALUES) safe = safe.replace(value, left);
  return safe;
}

/** At a space: half a token might no longer look like one. */
function cut(text: string): string {
  if (text.length <= MAX) return text;
  const end = text.lastIndexOf(' ', MAX);
  return `${text.slice(0, Math.max(0, end))} …`;
}
