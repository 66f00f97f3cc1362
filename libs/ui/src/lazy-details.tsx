import { Suspense, useState, type ReactNode } from 'react';

interface LazyDetailsProps {
  readonly summary: string;
  readonly children: ReactNode;
}

/**
 * Details whose inside is mounted when they are first opened, so that its scripts and its data are
 * not loaded before. It stays from then on, with whatever was typed into it.
 */
export function LazyDetails({ summary, children }: LazyDetailsProps) {
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <details
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setWasOpened(true);
      }}
    >
      <summary>{summary}</summary>
      {wasOpened && <Suspense fallback={null}>{children}</Suspense>}
    </details>
  );
}
