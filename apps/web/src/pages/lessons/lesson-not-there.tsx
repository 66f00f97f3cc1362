import { ApiError } from '@edu/client';
import { EmptyState, useReader } from '@edu/ui';

/** One that never was, and one of others: the same screen, which says nothing about either. */
export function LessonNotThere() {
  const { locale, t } = useReader();
  return (
    <>
      <h1>{t('lessons.notThere.title')}</h1>
      <EmptyState title={t('lessons.notThere.detail')}>
        <a className="button" href={`/${locale}/lessons`}>
          {t('lessons.all')}
        </a>
      </EmptyState>
    </>
  );
}

/** An id that cannot be one is refused as a bad request. */
export function isNotThere(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 400);
}
