import { useRef, useState, type ReactNode } from 'react';
import { ErrorNotice } from '@edu/ui';
import { useOnline } from './offline-notice.tsx';

interface PressOnceProps {
  readonly label: string;
  /** While it is under way. */
  readonly busyLabel: string;
  readonly hint: string;
  /** @returns whether the button stays pressed, as another page is on its way @throws what is shown */
  readonly onPress: () => Promise<boolean>;
  /** What helps with an error, below it. */
  readonly help?: (error: unknown) => ReactNode;
}

/** The one button of a page that costs money: done once however often it is pressed, never offline. */
export function PressOnce({ label, busyLabel, hint, onPress, help }: PressOnceProps) {
  const online = useOnline();
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const press = async () => {
    // React has not drawn the pressed button yet when a second press comes.
    if (busy.current || !online) return;
    busy.current = true;
    setPending(true);
    setError(undefined);
    try {
      if (await onPress()) return;
    } catch (failure) {
      setError(failure);
    }
    busy.current = false;
    setPending(false);
  };
  return (
    <div className="reserve">
      {error !== undefined && <ErrorNotice error={error} />}
      {help?.(error)}
      <button
        type="button"
        aria-disabled={pending || !online}
        aria-busy={pending}
        onClick={() => void press()}
      >
        {pending ? busyLabel : label}
      </button>
      <p className="field-hint">{hint}</p>
    </div>
  );
}
