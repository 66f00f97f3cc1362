import type { ReactNode } from 'react';
import { ErrorNotice } from './error-notice.tsx';
import { useTexts } from './texts.tsx';

interface Query<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface QueryViewProps<T> {
  readonly query: Query<T>;
  readonly children: (data: T) => ReactNode;
}

/** What is being loaded, what went wrong, or the data; old data stays in sight when news fail. */
export function QueryView<T>({ query: { data, error, refetch }, children }: QueryViewProps<T>) {
  const t = useTexts();
  return (
    <>
      {error != null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data !== undefined
        ? children(data)
        : error == null && (
            <p className="skeleton" role="status">
              {t('site.loading')}
            </p>
          )}
    </>
  );
}

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** Nothing is here yet, and what to do about it. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className="empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}
