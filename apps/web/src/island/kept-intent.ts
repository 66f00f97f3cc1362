import { newIntent, type Intent } from '@edu/client';

const PREFIX = 'edu.intent.';
/** Where storage is blocked, an intent lives as long as its page. */
const here = new Map<string, Intent>();

/**
 * The intent of a wish in this tab, kept over reloads and the back button: whoever asks twice for the
 * same gets it once.
 *
 * @param wish names what is wanted
 */
export function intentOf(wish: string): Intent {
  const known = stored(() => sessionStorage.getItem(PREFIX + wish)) ?? here.get(wish);
  if (known) return known;
  const intent = newIntent();
  here.set(wish, intent);
  stored(() => sessionStorage.setItem(PREFIX + wish, intent));
  return intent;
}

/** The same, for a wish whose name is nothing to be stored: it ends with the page. */
export function intentHere(wish: string): Intent {
  const intent = here.get(wish) ?? newIntent();
  here.set(wish, intent);
  return intent;
}

/** The wish is fulfilled, or is not what it was: whoever wishes the same again means it anew. */
export function intentIsOver(wish: string): void {
  here.delete(wish);
  stored(() => sessionStorage.removeItem(PREFIX + wish));
}

function stored<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
