import type { LessonOutcome } from '@edu/client';
import { deviceZone, timeText, useReader } from '@edu/ui';

type Dispute = NonNullable<LessonOutcome['dispute']>;

/** What was said about a lesson, in the order of time, and what was decided. */
export function DisputeTexts({ dispute }: { readonly dispute: Dispute }) {
  const { locale, t } = useReader();
  const at = (instant: string) => timeText(instant, deviceZone(), locale, 'both');
  const { side, text, openedAt, messages, decision, decideBy } = dispute;
  return (
    <>
      <p>{t('outcome.disputedBy', { side, at: at(openedAt) })}</p>
      <blockquote dir="auto">{text}</blockquote>
      {messages.map((message) => (
        <div key={`${message.side} ${message.at}`}>
          <p>{t('outcome.wrote', { side: message.side, at: at(message.at) })}</p>
          <blockquote dir="auto">{message.text}</blockquote>
        </div>
      ))}
      {decision ? (
        <>
          <p>{t('outcome.decided', { at: at(decision.at), pct: decision.refundPct })}</p>
          <blockquote dir="auto">{decision.reason}</blockquote>
        </>
      ) : (
        <p>{t('outcome.decideBy', { at: at(decideBy) })}</p>
      )}
    </>
  );
}
