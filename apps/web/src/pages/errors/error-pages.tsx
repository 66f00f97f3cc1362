import { serverTexts } from '../../page/texts.ts';
import { definePage, type PageContent, type PageRequest } from '../../page/page.ts';
import { ErrorView, type ErrorKind } from './error-view.tsx';

const STATUS = { notFound: 404, gone: 410, error: 500, unavailable: 503 } as const;

/** The page for what is not there or does not work. */
export function errorContent(
  kind: ErrorKind,
  { locale }: Pick<PageRequest, 'locale'>,
): PageContent {
  const t = serverTexts(locale);
  return {
    head: { title: t(`site.${kind}.title`), hidden: true },
    body: <ErrorView kind={kind} />,
    status: STATUS[kind],
  };
}

export const notFoundPage = definePage({
  path: '*',
  freshS: 0,
  load: (request) => errorContent('notFound', request),
});
