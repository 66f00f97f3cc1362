import type { PanelSpec } from './panel.ts';
import { highest, ofService, p95, perSecond } from './query.ts';

/** Work that no call waits for. */
export function workPanels(): PanelSpec[] {
  return [
    {
      title: 'Answers of psps',
      description:
        'P95 by psp and result; unanswered are time-outs and what says nothing, after which nobody else is asked',
      unit: 's',
      queries: [p95('edu_psp_duration_seconds', '', 'psp, result')],
    },
    {
      title: 'Webhooks',
      description: 'By psp and result; refused are bad signatures',
      unit: 'ops',
      queries: [perSecond('edu_webhooks_total', '', 'psp, result')],
    },
    {
      title: 'Reports of classrooms',
      description: 'By result; refused are bad signatures, ignored those that prove no presence',
      unit: 'ops',
      queries: [perSecond('edu_room_webhooks_total', '', 'result')],
    },
    {
      title: 'Messages to people',
      description: 'By channel and result',
      unit: 'ops',
      queries: [perSecond('edu_deliveries_total', '', 'channel, result')],
    },
    {
      title: 'SMS of today',
      description: 'Which part of the budget is spent, in all and by country',
      unit: 'percentunit',
      queries: [{ expr: 'max by (budget) (edu_sms_budget_used_ratio)', legend: '{{budget}}' }],
    },
    {
      title: 'Refused by limits',
      description: 'Of sign-in and codes, by limit',
      unit: 'ops',
      queries: [perSecond('edu_throttled_total', '', 'limit')],
    },
    {
      title: 'Documents that wait for reviewers',
      description: 'By check; overdue are those beyond the two days that providers are promised',
      unit: 'short',
      queries: [
        {
          expr: 'max by (check, overdue) (edu_kyc_cases_waiting)',
          legend: '{{check}} overdue {{overdue}}',
        },
      ],
    },
    {
      title: 'Payments to look at',
      description: 'That wait for somebody of trust or finance: nobody earns by them meanwhile',
      unit: 'short',
      queries: [{ expr: 'max(edu_payment_reviews_waiting)', legend: 'waiting' }],
    },
    {
      title: 'Oldest payment to look at',
      description: 'Since it was opened; what is earned is payable two days after the lesson',
      unit: 's',
      queries: [{ expr: 'max(edu_payment_reviews_oldest_seconds)', legend: 'oldest' }],
    },
    jobRuns(),
  ];
}

/** The jobs and queues of one service. */
export function jobPanels(service: string): PanelSpec[] {
  const matchers = ofService(service);
  return [
    { ...jobRuns(service), width: 12 },
    {
      title: 'Duration of a job, P95',
      description: 'One run',
      unit: 's',
      width: 12,
      queries: [p95('edu_job_duration_seconds', matchers, 'job')],
    },
    {
      title: 'Rows worked on',
      description: 'Per second, by queue and result',
      unit: 'ops',
      width: 12,
      queries: [perSecond('edu_work_rows_total', matchers, 'queue, result')],
    },
    {
      title: 'Rows due',
      description: 'Not claimed, by queue, and since when the oldest is due; above 5 min it pages',
      unit: 'short',
      width: 12,
      queries: [
        highest('edu_work_due', matchers, 'queue'),
        highest('edu_work_oldest_seconds', matchers, 'queue', ', seconds'),
      ],
    },
  ];
}

function jobRuns(service?: string): PanelSpec {
  return {
    title: 'Jobs',
    description: 'Runs per second by result',
    unit: 'ops',
    queries: [perSecond('edu_job_duration_seconds_count', ofService(service), 'job, result')],
  };
}
