import type { PanelSpec } from './panel.ts';

/** Grafana's window: at least four scrapes, and wider as one looks further back. */
export const W = '$__rate_interval';

type Matchers = string;

const failedOf = (series: string, matchers: Matchers, by: string) =>
  `sum by (${by}) (rate(${series}_count{${and(matchers, 'status=~"5.."')}}[${W}])) ` +
  `/ sum by (${by}) (rate(${series}_count{${matchers}}[${W}]))`;

export const p95Of = (series: string, matchers: Matchers, by: string) =>
  `histogram_quantile(0.95, sum by (${by}, le) (rate(${series}_bucket{${matchers}}[${W}])))`;

const and = (...matchers: Matchers[]) => matchers.filter(Boolean).join(', ');

export const ofService = (service: string | undefined) => (service ? `service="${service}"` : '');

/** Rate, errors and duration of requests at the gateway, by route. */
export function edgePanels(): PanelSpec[] {
  const series = 'edu_http_duration_seconds';
  const by = 'method, route';
  const legend = '{{method}} {{route}}';
  return [
    {
      title: 'Requests',
      description: 'Per second, by route',
      unit: 'reqps',
      queries: [{ expr: `sum by (${by}) (rate(${series}_count[${W}]))`, legend }],
    },
    {
      title: 'Failed',
      description: 'Share answered with 5xx; what clients did wrong (4xx) is not counted',
      unit: 'percentunit',
      queries: [{ expr: failedOf(series, '', by), legend }],
    },
    {
      title: 'Duration, P95',
      description: 'From the first byte of the request to the last of its answer',
      unit: 's',
      queries: [{ expr: p95Of(series, '', by), legend }],
    },
  ];
}

/** The same of the calls that a service answers, by subject. */
export function callPanels(service: string): PanelSpec[] {
  const series = 'edu_rpc_duration_seconds';
  const matchers = ofService(service);
  const legend = '{{subject}}';
  return [
    {
      title: 'Calls',
      description: 'Per second, by subject',
      unit: 'reqps',
      queries: [{ expr: `sum by (subject) (rate(${series}_count{${matchers}}[${W}]))`, legend }],
    },
    {
      title: 'Failed',
      description: 'Share answered with 5xx',
      unit: 'percentunit',
      queries: [{ expr: failedOf(series, matchers, 'subject'), legend }],
    },
    {
      title: 'Duration, P95',
      description: 'In the handler, without the way through NATS',
      unit: 's',
      queries: [{ expr: p95Of(series, matchers, 'subject'), legend }],
    },
  ];
}

/** What is left of the promises, and how fast it goes. */
export function promisePanels(service?: string): PanelSpec[] {
  const legend = '{{slo}} {{objective}}';
  const matchers = ofService(service);
  return [
    {
      title: 'Error budget left',
      description: 'Of 30 days. Empty: no risky releases until it has grown again',
      unit: 'percentunit',
      kind: 'left',
      width: 12,
      queries: [{ expr: `edu:slo_budget_left:ratio{${matchers}}`, legend }],
    },
    {
      title: 'Burn rate, 1 h',
      description: '1 uses up the budget in 30 days; 14.4 in two days, and wakes somebody',
      unit: 'none',
      width: 12,
      queries: [{ expr: `edu:slo_burn:rate1h{${matchers}}`, legend }],
    },
  ];
}

/** What waits for a service, and what it has given up. */
export function consumerPanels(service?: string): PanelSpec[] {
  const matchers = ofService(service);
  return [
    {
      title: 'Events waiting',
      description:
        'Not delivered yet, by consumer; a line that only rises is a consumer that stands',
      unit: 'short',
      queries: [
        {
          expr: `max by (consumer) (edu_consumer_pending{${matchers}})`,
          legend: '{{consumer}}',
        },
      ],
    },
    {
      title: 'Events being tried again',
      description: 'Of those in work; above 0 for long is an event that fails each time',
      unit: 'short',
      queries: [
        {
          expr: `max by (consumer) (edu_consumer_redelivered{${matchers}})`,
          legend: '{{consumer}}',
        },
        {
          expr: `max by (consumer) (edu_consumer_ack_pending{${matchers}})`,
          legend: '{{consumer}} in work',
        },
      ],
    },
    {
      title: 'Undeclared errors',
      description: 'Since the processes started. Answers that no contract tells callers about',
      unit: 'short',
      queries: [
        {
          expr: `sum by (subject, code) (edu_undeclared_errors_total{${matchers}})`,
          legend: '{{subject}} {{code}}',
        },
      ],
    },
    {
      title: 'Dead letters',
      description: 'Since the processes started. Each is work that somebody has to bring to an end',
      unit: 'short',
      queries: [
        { expr: `sum by (consumer) (edu_dead_letters_total{${matchers}})`, legend: '{{consumer}}' },
      ],
    },
  ];
}

/** How a service handles what it follows. */
export function eventPanels(service: string): PanelSpec[] {
  const series = 'edu_event_duration_seconds';
  const matchers = ofService(service);
  return [
    {
      title: 'Events handled',
      description: 'Per second; retry and dead are trouble, duplicate is harmless',
      unit: 'ops',
      width: 12,
      queries: [
        {
          expr: `sum by (subject, result) (rate(${series}_count{${matchers}}[${W}]))`,
          legend: '{{subject}} {{result}}',
        },
      ],
    },
    {
      title: 'Duration of an event, P95',
      description: 'From delivery to the committed effect',
      unit: 's',
      width: 12,
      queries: [{ expr: p95Of(series, matchers, 'subject'), legend: '{{subject}}' }],
    },
  ];
}

/** Events that have happened and that nobody has been told of. */
export function outboxPanels(service?: string): PanelSpec[] {
  const matchers = ofService(service);
  return [
    {
      title: 'Outbox, oldest',
      description: 'Age of the oldest event that is not published; above 30 s somebody is woken',
      unit: 's',
      width: 12,
      queries: [
        {
          expr: `max by (service) (edu_outbox_oldest_seconds{${matchers}})`,
          legend: '{{service}}',
        },
      ],
    },
    {
      title: 'Outbox, events',
      description: 'Not published yet',
      unit: 'short',
      width: 12,
      queries: [
        { expr: `max by (service) (edu_outbox_pending{${matchers}})`, legend: '{{service}}' },
      ],
    },
  ];
}
