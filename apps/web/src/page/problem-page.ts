import { ApiError, NetworkError } from '@edu/client';
import { errorContent } from '../pages/errors/error-pages.tsx';
import type { PageContent, PageRequest } from './page.ts';

/** The page in place of one whose data could not be had. */
export function problemPage(error: unknown, request: PageRequest): PageContent {
  if (error instanceof NetworkError) return errorContent('unavailable', request);
  if (!(error instanceof ApiError)) return errorContent('error', request);
  if (error.status === 400 || error.status === 404) return errorContent('notFound', request);
  if (error.status === 410) return errorContent('gone', request);
  return errorContent('unavailable', request);
}
