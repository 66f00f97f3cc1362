import type { ReactNode } from 'react';

export type Tone = 'info' | 'good' | 'warn' | 'bad';

interface NoticeProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
}

/** Something to know before going on; what is bad is read out at once. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div className={`notice-box ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}
