/** @param baseUrl where links start, with or without a slash at its end */
export function linkUrl(path: string, baseUrl: string): string {
  return `${baseUrl.replace(/\/$/, '')}${path}`;
}
