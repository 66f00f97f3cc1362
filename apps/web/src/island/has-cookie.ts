/** Whether scripts can read this cookie, with this value where one is named: `signed_in`, `lang=fr`. */
export function hasCookie(cookie: string): boolean {
  try {
    const all = document.cookie.split('; ');
    return all.some((one) => one === cookie || one.startsWith(`${cookie}=`));
  } catch {
    // Where cookies are blocked, as in some frames, reading them throws.
    return false;
  }
}
