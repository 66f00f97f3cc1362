/**
 * What somebody is called, as Apple says it beside its first answer: `user={"name":{"firstName":…}}`. It is not
 * signed, so it is proposed and nothing else.
 */
export function suggestedName(query: string): string {
  try {
    const user = JSON.parse(new URLSearchParams(query).get('user') ?? 'null') as unknown;
    const { name } = user as { name?: Record<string, unknown> };
    const parts = [name?.['firstName'], name?.['lastName']];
    return parts
      .filter((part) => typeof part === 'string')
      .join(' ')
      .trim()
      .slice(0, 80);
  } catch {
    return '';
  }
}
