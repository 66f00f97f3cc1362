import { useSyncExternalStore } from 'react';
import { Notice, useTexts } from '@edu/ui';

function subscribe(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

/** Whether the device believes that it has a network. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);

export function OfflineNotice() {
  const t = useTexts();
  if (useOnline()) return null;
  return <Notice tone="warn" title={t('site.offline')} />;
}
