import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { cookieSession, createClient } from '@edu/client';
import { ReaderProvider, ToastRegion } from '@edu/ui';
import { labelsFrom, SubjectLabels } from '../pages/search/subject-names.tsx';
import { ApiProvider } from './api-context.tsx';
import { IslandBoundary } from './island-boundary.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { forgetKept } from './kept-answers.ts';
import { readPageData } from './page-data.ts';
import { serverClock } from './server-clock.ts';
import { signInAgain } from './sign-in-again.ts';
import { SignedOutGate } from './signed-out-gate.tsx';
import { StepUpHost } from '../step-up/step-up-host.tsx';
import { askForProof } from '../step-up/step-up-requests.ts';
import { textsFrom } from './texts-from.ts';

/** Shows the page's island in place of what the server wrote there. */
export function mountIsland(view: ReactNode): void {
  const page = readPageData();
  const t = textsFrom(page);
  const label = labelsFrom(page.subjects ?? []);
  const session = cookieSession();
  const api = createClient({
    url: '',
    session: {
      ...session,
      // Somebody came or went: what was kept for reading offline is not theirs.
      changed: (answer) => {
        forgetKept();
        return session.changed(answer);
      },
    },
    fetch: async (request) => {
      const answer = await fetch(request);
      serverClock.observe(answer.headers.get('date'));
      return answer;
    },
    locale: page.locale,
    onSessionEnded: signInAgain,
    onStepUpRequired: askForProof,
  });
  const queries = new QueryClient({
    defaultOptions: {
      // The client itself asks again where that is safe.
      queries: { retry: false, staleTime: 15_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  const island = document.getElementById('island')!;
  island.removeAttribute('aria-busy');
  createRoot(island).render(
    <StrictMode>
      <ReaderProvider locale={page.locale} t={t}>
        <ApiProvider api={api} page={page}>
          <QueryClientProvider client={queries}>
            <OfflineNotice />
            <SignedOutGate>
              <IslandBoundary>
                <SubjectLabels label={label}>{view}</SubjectLabels>
              </IslandBoundary>
            </SignedOutGate>
            <StepUpHost />
            <ToastRegion />
          </QueryClientProvider>
        </ApiProvider>
      </ReaderProvider>
    </StrictMode>,
  );
}
