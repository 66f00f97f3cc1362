import { useCallback, useEffect } from 'react';
import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { Inbox, Notification } from '@edu/client';
import { deviceNow } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { usePages } from '../../island/use-pages.ts';
import { showUnread } from '../../shell/unread.ts';
import { withAllRead, withRead } from './inbox.ts';

const KEY = ['inbox'];
const PAGE = 20;
type Pages = InfiniteData<Inbox, string | undefined>;

/** My messages, newest first, and what comes while the page is open. */
export function useInbox() {
  const api = useApi();
  const queries = useQueryClient();
  const inbox = usePages(KEY, (page, signal) =>
    api.get('/api/v1/me/notifications', { params: { query: { limit: PAGE, ...page } }, signal }),
  );

  // Whatever came while nobody listened is in the list that is read on each opening.
  useEffect(() => {
    const readAgain = () => void queries.invalidateQueries({ queryKey: KEY });
    return api.events('/api/v1/me/notifications/stream', {
      onEvent: ({ event }) => {
        if (event === 'notification') readAgain();
      },
      onState: (state) => {
        if (state === 'open') readAgain();
      },
    });
  }, [api, queries]);

  const unread = inbox.data?.pages[0]?.unreadCount;
  useEffect(() => {
    if (unread !== undefined) showUnread(unread);
  }, [unread]);

  const { mutate } = useMutation({
    mutationFn: (id: string) =>
      api.post('/api/v1/me/notifications/{id}/read', { params: { path: { id } } }),
    onSuccess: (read) =>
      queries.setQueryData<Pages>(
        KEY,
        (old) => old && { ...old, pages: withRead(old.pages, read) },
      ),
  });
  const open = useCallback(
    ({ id, readAt }: Notification) => {
      // When it fails it stays unread, which is no harm.
      if (readAt === null) mutate(id);
    },
    [mutate],
  );
  const readAll = useMutation({
    mutationFn: (upTo: string) => api.post('/api/v1/me/notifications/read', { body: { upTo } }),
    onSuccess: ({ unreadCount }) => {
      const at = new Date(deviceNow()).toISOString();
      queries.setQueryData<Pages>(
        KEY,
        (old) => old && { ...old, pages: withAllRead(old.pages, unreadCount, at) },
      );
    },
  });
  return { inbox, open, readAll };
}
