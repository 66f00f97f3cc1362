/** `public-speaking` as somebody would write it, where nobody says what it is called. */
export function subjectLabel(slug: string): string {
  const words = slug.replaceAll('-', ' ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
