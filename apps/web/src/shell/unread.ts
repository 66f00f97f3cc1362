const KEY = 'edu.unread';
const ADDRESS = '/api/v1/me/notifications?unread=true&limit=1';
/** Milliseconds for which the number of before is good enough. */
const FRESH_MS = 60_000;
/** More is not counted out. */
const MOST = 99;

interface Known {
  /** Milliseconds of this device's clock. */
  readonly at: number;
  readonly count: number;
}

/** Without @edu/ui, which would bring React to every page. */
const deviceNow = () => performance.timeOrigin + performance.now();

let askedAt = -Infinity;

/** Shows how many messages are not read yet, by what was known a minute ago or by asking. */
export async function refreshUnread(signedIn: boolean): Promise<void> {
  if (!signedIn) return forgetUnread();
  const known = readKnown();
  if (known) write(known.count);
  // Where storage is blocked this page remembers for itself.
  const age = deviceNow() - (known?.at ?? askedAt);
  if (age >= 0 && age < FRESH_MS) return;
  // Before the answer: whatever it is, nobody asks again for a minute.
  askedAt = deviceNow();
  keep({ at: askedAt, count: known?.count ?? 0 });
  try {
    const answer = await fetch(ADDRESS);
    // A session that has to be renewed is renewed by the pages that need one.
    if (!answer.ok) return;
    const { unreadCount } = (await answer.json()) as { unreadCount: number };
    showUnread(unreadCount);
  } catch {
    // A number that does not come is missed by nobody.
  }
}

/** Shows a number that is known just now, here and on the next pages. */
export function showUnread(count: number): void {
  write(count);
  keep({ at: deviceNow(), count });
}

export function forgetUnread(): void {
  write(0);
  askedAt = -Infinity;
  attempt(() => localStorage.removeItem(KEY));
}

function keep(known: Known): void {
  attempt(() => localStorage.setItem(KEY, JSON.stringify(known)));
}

function readKnown(): Known | undefined {
  return attempt(() => {
    const known = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Known> | null;
    const { at, count } = known ?? {};
    return typeof at === 'number' && typeof count === 'number' ? { at, count } : undefined;
  });
}

function write(count: number): void {
  const badge = document.querySelector<HTMLElement>('.unread');
  if (!badge) return;
  badge.hidden = count === 0;
  badge.querySelector('b')!.textContent = count > MOST ? `${MOST}+` : String(count);
}

/** Blocked storage throws; then the API is asked on each page. */
function attempt<R>(work: () => R): R | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
