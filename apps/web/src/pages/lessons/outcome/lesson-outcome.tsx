import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { BookingDetails } from '@edu/client';
import { deviceZone, QueryView, timeText, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import type { Side } from '../lesson-queries.ts';
import { AbsentProvider } from './absent-provider.tsx';
import { AttendanceEvidence } from './attendance-evidence.tsx';
import { ContestButton } from './contest-button.tsx';
import { DisputeMessage } from './dispute-message.tsx';
import { DisputeTexts } from './dispute-texts.tsx';
import { ReportForm } from './report-form.tsx';

interface LessonOutcomeProps {
  readonly lesson: BookingDetails;
  readonly as: Side;
  /** Shows the lesson anew. */
  readonly reload: () => void;
}

/** What became of a lesson that has begun: its report, who was there, and objections to it. */
export function LessonOutcome({ lesson, as, reload }: LessonOutcomeProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const { id, mode, state } = lesson;
  const query = useQuery({
    queryKey: ['outcome', id],
    queryFn: () => api.get('/api/v1/bookings/{id}/outcome', { params: { path: { id } } }),
  });
  const queries = useQueryClient();
  const write = async (body: { text: string }, intent: string) => {
    const params = { path: { id } };
    const changed = await api.post('/api/v1/bookings/{id}/dispute/messages', {
      ...{ params, body, intent },
    });
    queries.setQueryData(['outcome', id], changed);
  };
  const at = (instant: string) => timeText(instant, deviceZone(), locale, 'both');
  return (
    <section className="card outcome" aria-labelledby="outcome">
      <h2 id="outcome">{t('outcome.title')}</h2>
      <QueryView query={query}>
        {({ stage, contestUntil, chooseUntil, dispute, report }) => (
          <>
            {chooseUntil && <AbsentProvider {...{ lesson, as, reload }} until={at(chooseUntil)} />}
            {state === 'no_show' && stage === 'closed' && !dispute && (
              <p>{t('outcome.goingBack')}</p>
            )}
            {report ? (
              <>
                <h3>{t('outcome.report')}</h3>
                <blockquote dir="auto">{report.done}</blockquote>
                {report.next && (
                  <>
                    <h3>{t('outcome.reportNext')}</h3>
                    <blockquote dir="auto">{report.next}</blockquote>
                  </>
                )}
                <p className="field-hint">{t('outcome.reportAt', { at: at(report.writtenAt) })}</p>
              </>
            ) : (
              as !== 'provider' && state !== 'no_show' && <p>{t('outcome.noReport')}</p>
            )}
            {as === 'provider' && <ReportForm id={id} report={report} />}
            {dispute && <DisputeTexts dispute={dispute} />}
            {dispute && !dispute.decision && <DisputeMessage send={write} />}
            {stage === 'settled' && !dispute && <p>{t('outcome.settled')}</p>}
            {contestUntil && (
              <>
                <p>{t('outcome.contestUntil', { at: at(contestUntil) })}</p>
                <ContestButton id={id} />
              </>
            )}
          </>
        )}
      </QueryView>
      <AttendanceEvidence id={id} mode={mode} />
    </section>
  );
}
