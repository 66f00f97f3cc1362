import { ApiError, NetworkError, TimeoutError } from '@edu/client';
import { Notice } from './notice.tsx';
import { useTexts, type TextsOf } from './texts.tsx';

interface ErrorNoticeProps {
  readonly error: unknown;
  /** Shown as a button where trying again may help. */
  readonly onRetry?: () => void;
}

/** What went wrong and what to do about it, for any error of the API. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const t = useTexts();
  const { title, detail, requestId } = explain(error, t);
  return (
    <Notice tone="bad" title={title}>
      {detail && <p>{detail}</p>}
      {requestId && <p className="field-hint">{t('site.requestId', { id: requestId })}</p>}
      {onRetry && (
        <button type="button" className="quiet" onClick={onRetry}>
          {t('site.retry')}
        </button>
      )}
    </Notice>
  );
}

interface Explained {
  readonly title: string;
  readonly detail: string;
  /** Only where people can do nothing but ask for help. */
  readonly requestId?: string;
}

/** Title and detail of an error, in words. */
export function explain(error: unknown, t: TextsOf): Explained {
  if (error instanceof ApiError) {
    const { title, detail, status, requestId } = error;
    return { title, detail, ...(status >= 500 && requestId && { requestId }) };
  }
  const kind =
    error instanceof TimeoutError
      ? 'timeout'
      : error instanceof NetworkError
        ? 'networkError'
        : 'error';
  return { title: t(`site.${kind}.title`), detail: t(`site.${kind}.detail`) };
}
