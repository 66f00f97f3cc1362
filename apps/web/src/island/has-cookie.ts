/** Whether scripts can read this cookie with this value: `lang=fr`. */
export function hasCookie(cookie: string): boolean {
  try {
    return document.cookie.split('; ').includes(cookie);
  } catch {
    // Where cookies are blocked, as in some frames, reading them throws.
    return false;
  }
}
