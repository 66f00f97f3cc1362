import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTexts } from './texts.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * Asks something before anything else goes on. The browser's own modal dialog keeps the focus inside,
 * closes by Escape, and gives the focus back.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const t = useTexts();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the element leaves the document: only from there does it give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current!;
    if (!element.open) element.showModal();
    return () => element.close();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {children}
      <button type="button" className="quiet" onClick={() => dialog.current?.close()}>
        {t('site.close')}
      </button>
    </dialog>
  );
}
