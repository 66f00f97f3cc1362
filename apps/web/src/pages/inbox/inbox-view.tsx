import type { Notification } from '@edu/client';
import {
  deviceZone,
  EmptyState,
  ErrorNotice,
  QueryView,
  useReader,
  useTexts,
  ZoneNote,
} from '@edu/ui';
import { messagesOf, pageOfLink, shortTime } from './inbox.ts';
import { useInbox } from './use-inbox.ts';

/** What happened to my lessons and payments, newest first. */
export function InboxView() {
  const t = useTexts();
  const { inbox, open, readAll } = useInbox();
  const unread = inbox.data?.pages[0]?.unreadCount ?? 0;
  return (
    <div className="inbox">
      <h1>{t('inbox.title')}</h1>
      <QueryView query={inbox}>
        {({ pages }) => {
          const messages = messagesOf(pages);
          if (messages.length === 0) {
            return (
              <EmptyState title={t('inbox.empty')}>
                <p>{t('inbox.emptyDetail')}</p>
              </EmptyState>
            );
          }
          return (
            <>
              <p className="actions">
                <span role="status">{t('inbox.unread', { count: unread })}</span>
                {unread > 0 && (
                  <button
                    type="button"
                    className="link"
                    aria-disabled={readAll.isPending}
                    onClick={() => {
                      if (!readAll.isPending) readAll.mutate(messages[0]!.id);
                    }}
                  >
                    {t('inbox.readAll')}
                  </button>
                )}
              </p>
              {readAll.error && <ErrorNotice error={readAll.error} />}
              <ul className="messages">
                {messages.map((message) => (
                  <Message key={message.id} message={message} onOpen={open} />
                ))}
              </ul>
              {inbox.hasNextPage && (
                <button
                  type="button"
                  className="quiet"
                  aria-disabled={inbox.isFetchingNextPage}
                  onClick={() => {
                    if (!inbox.isFetchingNextPage) void inbox.fetchNextPage();
                  }}
                >
                  {t(inbox.isFetchingNextPage ? 'site.loading' : 'inbox.older')}
                </button>
              )}
              <ZoneNote zone={deviceZone()} />
            </>
          );
        }}
      </QueryView>
    </div>
  );
}

interface MessageProps {
  readonly message: Notification;
  readonly onOpen: (message: Notification) => void;
}

/** One message; opening it is reading it. */
function Message({ message, onOpen }: MessageProps) {
  const { locale, t } = useReader();
  const { title, body, link, createdAt, readAt } = message;
  const page = pageOfLink(link, locale);
  return (
    <li>
      <details
        className={readAt ? 'message' : 'message is-unread'}
        onToggle={(event) => {
          if (event.currentTarget.open) onOpen(message);
        }}
      >
        <summary>
          <span className="message-head">
            <strong>{title}</strong>
            <time dateTime={createdAt}>
              {shortTime(createdAt, deviceZone(), locale, new Date())}
            </time>
          </span>
          {!readAt && <span className="visually-hidden">{t('inbox.isUnread')}</span>}
          <span className="message-start" aria-hidden="true">
            {body}
          </span>
        </summary>
        <p className="message-body">{body}</p>
        {page && (
          <p>
            <a href={page}>{t(page.includes('/lessons/') ? 'inbox.toLesson' : 'inbox.toPage')}</a>
          </p>
        )}
      </details>
    </li>
  );
}
