import type { PanelSpec } from './panel.ts';
import { failedShare, highest, ofService, p95, perSecond, shareOf, total } from './query.ts';

/** Rate, errors and duration of requests by route: those for the API at the gateway, for pages at the web. */
export function edgePanels(service?: string): PanelSpec[] {
  const series = 'edu_http_duration_seconds';
  const by = 'method, route';
  const matchers = ofService(service);
  return [
    {
      title: 'Requests',
      description: 'Per second, by route',
      unit: 'reqps',
      queries: [perSecond(`${series}_count`, matchers, by)],
    },
    {
      title: 'Failed',
      description: 'Share answered with 5xx; what clients did wrong (4xx) is not counted',
      unit: 'percentunit',
      queries: [failedShare(series, matchers, by)],
    },
    {
      title: 'Duration, P95',
      description: 'From the first byte of the request to the last of its answer',
      unit: 's',
      queries: [p95(series, matchers, by)],
    },
  ];
}

/** What pages of a service cost. */
export function pagePanels(service: string): PanelSpec[] {
  const matchers = ofService(service);
  return [
    {
      title: 'Pages by status',
      description: '404 is what nobody has; 503 is a gateway that does not answer',
      unit: 'reqps',
      queries: [perSecond('edu_http_duration_seconds_count', matchers, 'route, status')],
    },
    {
      title: 'Answered from memory',
      description:
        'Share of the answers; falls after a release and when pages are asked for rarely',
      unit: 'percentunit',
      queries: [shareOf('edu_page_answers_total', matchers, 'from="cache"', 'page')],
    },
    {
      title: 'Making a page, P95',
      description: 'load waits for the gateway, render takes the processor',
      unit: 's',
      queries: [p95('edu_page_seconds', matchers, 'page, part')],
    },
  ];
}

/** The same of the calls that a service answers, by subject. */
export function callPanels(service: string): PanelSpec[] {
  const series = 'edu_rpc_duration_seconds';
  const matchers = ofService(service);
  return [
    {
      title: 'Calls',
      description: 'Per second, by subject',
      unit: 'reqps',
      queries: [perSecond(`${series}_count`, matchers, 'subject')],
    },
    {
      title: 'Failed',
      description: 'Share answered with 5xx',
      unit: 'percentunit',
      queries: [failedShare(series, matchers, 'subject')],
    },
    {
      title: 'Duration, P95',
      description: 'In the handler, without the way through NATS',
      unit: 's',
      queries: [p95(series, matchers, 'subject')],
    },
  ];
}

/** What is left of the error budgets, and how fast it is used up. */
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
      description: '1 uses up the budget in 30 days; 14.4 in two days, and pages',
      unit: 'none',
      width: 12,
      queries: [{ expr: `edu:slo_burn:rate1h{${matchers}}`, legend }],
    },
  ];
}

/** Events that a service has not handled yet, and those that it has given up. */
export function consumerPanels(service?: string): PanelSpec[] {
  const matchers = ofService(service);
  return [
    {
      title: 'Events waiting',
      description:
        'Not delivered yet, by consumer; a line that only rises is a consumer that stands',
      unit: 'short',
      queries: [highest('edu_consumer_pending', matchers, 'consumer')],
    },
    {
      title: 'Events being tried again',
      description: 'Of those in work; above 0 for long is an event that fails each time',
      unit: 'short',
      queries: [
        highest('edu_consumer_redelivered', matchers, 'consumer'),
        highest('edu_consumer_ack_pending', matchers, 'consumer', ' in work'),
      ],
    },
    {
      title: 'Undeclared errors',
      description: 'Since the processes started. Errors that the contract does not declare',
      unit: 'short',
      queries: [total('edu_undeclared_errors_total', matchers, 'subject, code')],
    },
    {
      title: 'Dead letters',
      description: 'Since the processes started. Each needs a person to resolve it',
      unit: 'short',
      queries: [total('edu_dead_letters_total', matchers, 'consumer')],
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
      queries: [perSecond(`${series}_count`, matchers, 'subject, result')],
    },
    {
      title: 'Duration of an event, P95',
      description: 'From delivery to the committed effect',
      unit: 's',
      width: 12,
      queries: [p95(series, matchers, 'subject')],
    },
  ];
}

/** Events in the outbox that are not published yet. */
export function outboxPanels(service?: string): PanelSpec[] {
  const matchers = ofService(service);
  return [
    {
      title: 'Outbox, oldest',
      description: 'Age of the oldest event that is not published; above 30 s it pages',
      unit: 's',
      width: 12,
      queries: [highest('edu_outbox_oldest_seconds', matchers, 'service')],
    },
    {
      title: 'Outbox, events',
      description: 'Not published yet',
      unit: 'short',
      width: 12,
      queries: [highest('edu_outbox_pending', matchers, 'service')],
    },
  ];
}
