import type { PanelSpec } from './panel.ts';
import { ofService, p95Of, W } from './panels.ts';

/** Work that no call waits for. */
export function workPanels(): PanelSpec[] {
  return [
    {
      title: 'Webhooks',
      description: 'By psp and result; refused are bad signatures',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (psp, result) (rate(edu_webhooks_total[${W}]))`,
          legend: '{{psp}} {{result}}',
        },
      ],
    },
    {
      title: 'Messages to people',
      description: 'By channel and result',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (channel, result) (rate(edu_deliveries_total[${W}]))`,
          legend: '{{channel}} {{result}}',
        },
      ],
    },
    {
      title: 'Jobs',
      description: 'Runs per second by result',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (job, result) (rate(edu_job_duration_seconds_count[${W}]))`,
          legend: '{{job}} {{result}}',
        },
      ],
    },
  ];
}

/** The queues of one service: rows that are due. */
function queuePanels(service: string): PanelSpec[] {
  const matchers = ofService(service);
  return [
    {
      title: 'Rows worked on',
      description: 'Turns per second, by queue and result',
      unit: 'ops',
      width: 12,
      queries: [
        {
          expr: `sum by (queue, result) (rate(edu_work_rows_total{${matchers}}[${W}]))`,
          legend: '{{queue}} {{result}}',
        },
      ],
    },
    {
      title: 'Rows due',
      description:
        'In nobody’s hand, by queue, and since when the oldest is due; above 5 min somebody is woken',
      unit: 'short',
      width: 12,
      queries: [
        { expr: `max by (queue) (edu_work_due{${matchers}})`, legend: '{{queue}}' },
        {
          expr: `max by (queue) (edu_work_oldest_seconds{${matchers}})`,
          legend: '{{queue}}, seconds',
        },
      ],
    },
  ];
}

/** The jobs of one service. */
export function jobPanels(service: string): PanelSpec[] {
  const matchers = ofService(service);
  return [
    {
      title: 'Jobs',
      description: 'Runs per second by result',
      unit: 'ops',
      width: 12,
      queries: [
        {
          expr: `sum by (job, result) (rate(edu_job_duration_seconds_count{${matchers}}[${W}]))`,
          legend: '{{job}} {{result}}',
        },
      ],
    },
    {
      title: 'Duration of a job, P95',
      description: 'One run',
      unit: 's',
      width: 12,
      queries: [{ expr: p95Of('edu_job_duration_seconds', matchers, 'job'), legend: '{{job}}' }],
    },
    ...queuePanels(service),
  ];
}
