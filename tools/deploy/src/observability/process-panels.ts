import { JOB } from './metrics.ts';
import type { PanelSpec } from './panel.ts';

const CPU = 'rate(process_cpu_seconds_total[$__rate_interval])';
const MEMORY = 'process_resident_memory_bytes / on (service) group_left () edu:memory_limit:bytes';

/** Every service on a line: is it there, and does anything run full? */
export function serviceTable(): PanelSpec {
  return {
    title: 'Services',
    description: 'The worst of the replicas of each',
    kind: 'table',
    unit: 'short',
    width: 24,
    queries: [
      { expr: `sum by (service) (up{job="${JOB}"})`, legend: 'Replicas' },
      { expr: 'min by (service) (edu_nats_connected)', legend: 'NATS' },
      { expr: 'min by (service) (edu_redis_up)', legend: 'Redis' },
      { expr: `max by (service) (${CPU})`, legend: 'CPU' },
      { expr: `max by (service) (${MEMORY})`, legend: 'Memory of limit' },
      { expr: 'max by (service) (nodejs_eventloop_lag_p99_seconds)', legend: 'Event loop P99' },
      {
        expr: 'max by (service) (edu_database_connections{use="waiting"})',
        legend: 'Pool waiting',
      },
      { expr: 'sum by (service) (edu_requests_in_flight)', legend: 'In flight' },
    ],
    columns: {
      NATS: 'bool_yes_no',
      Redis: 'bool_yes_no',
      CPU: 'percentunit',
      'Memory of limit': 'percentunit',
      'Event loop P99': 's',
    },
  };
}

/** What the processes of one service use. */
export function processPanels(service: string, hasPool: boolean): PanelSpec[] {
  const of = `{service="${service}"}`;
  const panels: PanelSpec[] = [
    {
      title: 'In flight',
      description: 'Requests or calls being answered, by replica',
      unit: 'short',
      queries: [{ expr: `edu_requests_in_flight${of}`, legend: '{{instance}}' }],
    },
    {
      title: 'CPU',
      description: 'Of one core, by replica',
      unit: 'percentunit',
      queries: [
        {
          expr: `rate(process_cpu_seconds_total${of}[$__rate_interval])`,
          legend: '{{instance}}',
        },
      ],
    },
    {
      title: 'Memory',
      description: 'Resident, by replica, and the limit at which it is ended',
      unit: 'bytes',
      queries: [
        { expr: `process_resident_memory_bytes${of}`, legend: '{{instance}}' },
        { expr: `edu:memory_limit:bytes${of}`, legend: 'limit' },
      ],
    },
    {
      title: 'Event loop, P99',
      description: 'How long it was blocked; above 0.1 s everything on it is late',
      unit: 's',
      queries: [{ expr: `nodejs_eventloop_lag_p99_seconds${of}`, legend: '{{instance}}' }],
    },
  ];
  if (!hasPool) return panels;
  return [
    ...panels,
    {
      title: 'Database connections',
      description:
        'Of the pools of all replicas; waiting above 0 is a pool that is too small, or held too long',
      unit: 'short',
      queries: [{ expr: `sum by (use) (edu_database_connections${of})`, legend: '{{use}}' }],
    },
  ];
}
