import { useCallback, useState } from 'react';

const PREFIX = 'draft.';

/**
 * What somebody has typed so far: it outlives a reload, a sign-in in between, and a phone that puts the
 * tab away, and ends with the tab. Nothing secret belongs in it.
 *
 * @param name one for each form, and for each thing that it changes
 * @returns the draft, how to change it, and how to forget it once it was sent
 */
export function useDraft<T>(
  name: string,
  initial: T,
): readonly [draft: T, change: (to: T) => void, forget: () => void] {
  const [draft, setDraft] = useState<T>(() => readDraft<T>(name) ?? initial);
  const change = useCallback(
    (to: T) => {
      setDraft(to);
      attempt(() => sessionStorage.setItem(PREFIX + name, JSON.stringify(to)));
    },
    [name],
  );
  const forget = useCallback(() => {
    attempt(() => sessionStorage.removeItem(PREFIX + name));
  }, [name]);
  return [draft, change, forget];
}

function readDraft<T>(name: string): T | undefined {
  const text = attempt(() => sessionStorage.getItem(PREFIX + name));
  return attempt(() => (text ? (JSON.parse(text) as T) : undefined));
}

/** Blocked storage throws; then a draft lives as long as its page. */
function attempt<R>(work: () => R): R | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
