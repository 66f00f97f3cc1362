import { lazy, Suspense, useSyncExternalStore } from 'react';
import { isProofAsked, onProofAsked } from './step-up-requests.ts';

const StepUpDialog = lazy(async () => ({
  default: (await import('./step-up-dialog.tsx')).StepUpDialog,
}));

/** Shows the dialog that proves who one is while a call waits for it. */
export function StepUpHost() {
  const asked = useSyncExternalStore(onProofAsked, isProofAsked);
  return asked ? (
    <Suspense>
      <StepUpDialog />
    </Suspense>
  ) : null;
}
