import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { cookieSession, createClient } from '@edu/client';
import { ReaderProvider, ToastRegion } from '@edu/ui';
import { ApiProvider } from './api-context.tsx';
import { IslandBoundary } from './island-boundary.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { readPageData } from './page-data.ts';
import { signInAgain } from './sign-in-again.ts';
import { textsFrom } from './texts-from.ts';

/** Shows the page's island in place of what the server wrote there. */
export function mountIsland(view: ReactNode): void {
  const page = readPageData();
  const t = textsFrom(page);
  const api = createClient({
    url: '',
    session: cookieSession(),
    locale: page.locale,
    onSessionEnded: signInAgain,
  });
  const queries = new QueryClient({
    defaultOptions: {
      // The client itself asks again where that is safe.
      queries: { retry: false, staleTime: 15_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  createRoot(document.getElementById('island')!).render(
    <StrictMode>
      <ReaderProvider locale={page.locale} t={t}>
        <ApiProvider api={api} page={page}>
          <QueryClientProvider client={queries}>
            <OfflineNotice />
            <IslandBoundary>{view}</IslandBoundary>
            <ToastRegion />
          </QueryClientProvider>
        </ApiProvider>
      </ReaderProvider>
    </StrictMode>,
  );
}
