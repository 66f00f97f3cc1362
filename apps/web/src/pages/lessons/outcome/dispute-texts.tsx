import type { LessonOutcome } from '@edu/client';
import { deviceZone, timeText, useReader } from '@edu/ui';

type Dispute = NonNullable<LessonOutcome['dispute']>;

/** Empty where whoever wrote it, or is named in it, is gone. */
function Words({ text }: { readonly text: string }) {
  return text && <blockquote dir="auto">{text}</blockquote>;
}

/** What was said about a lesson, in the order of time, and what was decided. */
export function DisputeTexts({ dispute }: { readonly dispute: Dispute }) {
  const { locale, t } = useReader();
  const at = (instant: string) => timeText(instant, deviceZone(), locale, 'both');
  const { side, text, openedAt, messages, decision, decideBy } = dispute;
  return (
    <>
      <p>{t('outcome.disputedBy', { side, at: at(openedAt) })}</p>
      <Words text={text} />
      {messages.map((message) => (
        <div key={`${message.side} ${message.at}`}>
          <p>{t('outcome.wrote', { side: message.side, at: at(message.at) })}</p>
          <Words text={message.text} />
        </div>
      ))}
      {decision ? (
        <>
          <p>{t('outcome.decided', { at: at(decision.at), pct: decision.refundPct })}</p>
          <Words text={decision.reason} />
        </>
      ) : (
        <p>{t('outcome.decideBy', { at: at(decideBy) })}</p>
      )}
    </>
  );
}
