import type { DeployedService } from '../deployed-service.ts';
import { JOB } from './metrics.ts';
import { alertRule, type AlertRule, type RecordingRule, type RuleGroup } from './rule.ts';

/** Alerts on what breaks before users' promises do, and on what no promise covers. */
export function healthGroups(services: readonly DeployedService[]): RuleGroup[] {
  return [
    { name: 'sizes', rules: services.map(memoryLimit) },
    { name: 'services', rules: [...services.map(serviceAbsent), ...REPLICAS] },
    { name: 'events', rules: EVENTS },
    { name: 'servers', rules: SERVERS },
    { name: 'work', rules: WORK },
  ];
}

const MEBIBYTE = 1_048_576;

function memoryLimit({ name, memory }: DeployedService): RecordingRule {
  return {
    record: 'edu:memory_limit:bytes',
    expr: `vector(${memory * MEBIBYTE})`,
    labels: { service: name },
  };
}

/**
 * How much a counter grew. A series that has just appeared grew from nothing, which `increase` does
 * not see: most of these counters appear with their first failure.
 */
function grown(series: string, window: string): string {
  return `((${series} unless ${series} offset ${window}) or increase(${series}[${window}]))`;
}

/** One rule per service: only who knows that a service should be there can miss it. */
function serviceAbsent({ name }: DeployedService): AlertRule {
  return alertRule('ServiceAbsent', {
    severity: 'critical',
    expr: `absent(up{job="${JOB}", service="${name}"} == 1)`,
    for: '1m',
    labels: { service: name },
    summary: `no replica of ${name} answers`,
    description: `Look at the pods of ${name} and the last lines of their logs; roll back a release that has just begun.`,
  });
}

const REPLICAS: readonly AlertRule[] = [
  alertRule('ReplicaDown', {
    severity: 'warning',
    expr: `up{job="${JOB}"} == 0`,
    for: '5m',
    summary: '{{ $labels.instance }} of {{ $labels.service }} does not answer',
    description: 'Look at its log and at the events of its pod; delete the pod if it hangs.',
  }),
  alertRule('ReplicaRestarting', {
    severity: 'warning',
    expr: `changes(process_start_time_seconds{job="${JOB}"}[15m]) > 2`,
    summary: '{{ $labels.instance }} of {{ $labels.service }} starts again and again',
    description:
      'The log of the process before says why: an exception nobody caught, memory over the limit, or a server that it cannot do without.',
  }),
  alertRule('MemoryNearLimit', {
    severity: 'warning',
    expr: 'process_resident_memory_bytes / on (service) group_left () edu:memory_limit:bytes > 0.9',
    for: '10m',
    summary:
      '{{ $labels.instance }} of {{ $labels.service }} uses {{ $value | humanizePercentage }} of its memory',
    description:
      'If it grows steadily it leaks: take a heap snapshot, then restart it. If it is level, raise its memory in deploy/services.yaml.',
  }),
  alertRule('EventLoopLagging', {
    severity: 'warning',
    // It is looked at every 50 ms, and that is part of it.
    expr: 'nodejs_eventloop_lag_p99_seconds > 0.15',
    for: '5m',
    summary:
      '{{ $labels.instance }} of {{ $labels.service }} blocks its event loop for {{ $value | humanizeDuration }}',
    description:
      'See whether its processor is full: then it needs replicas. If not, something computes for long: take a CPU profile.',
  }),
  alertRule('PoolExhausted', {
    severity: 'warning',
    expr: 'avg_over_time(edu_database_connections{use="waiting"}[5m]) > 1',
    for: '5m',
    summary: '{{ $labels.service }} waits for database connections',
    description:
      'Look for slow statements and long locks in PostgreSQL first; a larger pool helps only if PostgreSQL is idle.',
  }),
];

const EVENTS: readonly AlertRule[] = [
  alertRule('OutboxStuck', {
    severity: 'critical',
    expr: 'max by (service) (edu_outbox_oldest_seconds) > 30',
    for: '2m',
    summary:
      'events of {{ $labels.service }} have waited {{ $value | humanizeDuration }} to be published',
    description:
      'No event is lost, but consumers do not receive them. See whether NATS takes messages (disk full, no quorum); the relay goes on by itself.',
  }),
  alertRule('ConsumerLagging', {
    severity: 'warning',
    expr: 'max by (service, consumer) (edu_consumer_pending) > 1000',
    for: '5m',
    summary: '{{ $value }} events wait for {{ $labels.consumer }}',
    description:
      'If it works but is too slow, add replicas. If its count of events handled stands still, look at its log and its database.',
  }),
  alertRule('EventsRedelivered', {
    severity: 'warning',
    expr: 'max by (service, consumer) (edu_consumer_redelivered) > 0',
    for: '10m',
    summary: '{{ $labels.consumer }} has tried events again for ten minutes',
    description:
      'Its handler fails or takes too long: its log names the event and the error. After the last try they become dead letters.',
  }),
  alertRule('FollowerDown', {
    severity: 'critical',
    expr: 'min by (service, follower) (edu_follower_up) == 0',
    for: '1m',
    summary: 'a replica of {{ $labels.service }} does not follow {{ $labels.follower }}',
    description:
      'It is out of the balance, for it would let people in who were signed out. Its log names the error; it tries again by itself. Restart it if NATS is well.',
  }),
  alertRule('EventsSkipped', {
    severity: 'critical',
    expr: `sum by (service, follower) (${grown('edu_follower_skipped_total', '1h')}) > 0`,
    summary: '{{ $labels.follower }} of {{ $labels.service }} could not read messages',
    description:
      'Either a contract broke or somebody publishes what is no event. Its log names the subject: look at the NATS user that may publish there.',
  }),
  alertRule('DeadLetters', {
    severity: 'critical',
    expr: `sum by (service, consumer) (${grown('edu_dead_letters_total', '1h')}) > 0`,
    summary: '{{ $labels.consumer }} has given up events',
    description:
      'Each is a booking, payment or message that did not go on. Read them in the stream of dead letters, correct the cause, then replay them.',
  }),
];

const SERVERS: readonly AlertRule[] = [
  alertRule('NatsDisconnected', {
    severity: 'critical',
    expr: 'min by (service) (edu_nats_connected) == 0',
    for: '1m',
    summary: 'a replica of {{ $labels.service }} has lost NATS',
    description:
      'One service: its network or its password. All of them: the NATS servers. They connect again by themselves.',
  }),
  alertRule('RedisUnreachable', {
    severity: 'warning',
    expr: 'min by (service) (edu_redis_up) == 0',
    for: '2m',
    summary: 'a replica of {{ $labels.service }} cannot reach Redis',
    description:
      'The platform is slower and still correct, but limits are counted per replica. Bring Redis back; nothing has to be restored.',
  }),
];

const WORK: readonly AlertRule[] = [
  alertRule('EdgeFailing', {
    severity: 'warning',
    expr:
      'sum by (route) (rate(edu_http_duration_seconds_count{status=~"5.."}[10m])) ' +
      '/ sum by (route) (rate(edu_http_duration_seconds_count[10m])) > 0.02',
    for: '10m',
    summary: '{{ $value | humanizePercentage }} of {{ $labels.route }} fail',
    description:
      'It may be a route without a promise of its own. The overview shows whether one service or all are behind it; its traces show where.',
  }),
  alertRule('WebhooksRefused', {
    severity: 'warning',
    expr: `sum by (psp) (${grown('edu_webhooks_total{result="refused"}', '15m')}) > 5`,
    summary: 'webhooks of {{ $labels.psp }} are refused',
    description:
      'Usually a signing secret that was changed on one side only. Payments are settled by reconciliation meanwhile; correct it within the hours that the provider tries again.',
  }),
  alertRule('WorkLate', {
    severity: 'critical',
    expr: 'max by (service, queue) (edu_work_oldest_seconds) > 300',
    for: '5m',
    summary:
      'rows of {{ $labels.queue }} ({{ $labels.service }}) have been due for {{ $value | humanizeDuration }}',
    description:
      'Nothing is lost. See whether rows fail again and again or nobody takes them: the panel of the queue, the log of the service.',
  }),
  alertRule('WorkGivenUp', {
    severity: 'critical',
    expr: `sum by (service, queue) (${grown('edu_work_rows_total{result="given_up"}', '1h')}) > 0`,
    summary: '{{ $labels.service }} gave {{ $value }} rows of {{ $labels.queue }} up',
    description:
      'They wait for a person. The log names the rows and the last error; see the runbook.',
  }),
  alertRule('JobsFailing', {
    severity: 'warning',
    expr: `sum by (service, job) (${grown('edu_job_duration_seconds_count{result="failed"}', '30m')}) > 2`,
    summary: 'the job {{ $labels.job }} of {{ $labels.service }} fails',
    description: 'It is tried again at every turn, so one cause fails each time: its log names it.',
  }),
  alertRule('DeliveriesFailing', {
    severity: 'warning',
    expr:
      'sum by (channel) (rate(edu_deliveries_total{result="failed"}[15m])) ' +
      '/ sum by (channel) (rate(edu_deliveries_total[15m])) > 0.1',
    for: '15m',
    summary: '{{ $value | humanizePercentage }} of the messages by {{ $labels.channel }} fail',
    description:
      'See the provider’s status page and balance. People cannot sign in by code meanwhile; what can wait is tried again.',
  }),
  alertRule('SmsBudgetLow', {
    severity: 'warning',
    expr: 'max by (budget) (edu_sms_budget_used_ratio) > 0.7',
    summary:
      '{{ $value | humanizePercentage }} of the SMS of today are sent ({{ $labels.budget }})',
    description:
      'Compare it with yesterday: if more people do not explain it, somebody has codes sent to numbers that pay them.',
  }),
  alertRule('SmsBudgetSpent', {
    severity: 'critical',
    expr: 'max by (budget) (edu_sms_budget_used_ratio) >= 1',
    summary: 'no more codes go out by SMS today ({{ $labels.budget }})',
    description:
      'Who signs in by phone alone is locked out until midnight UTC; e-mail and passkeys go on. Raise the budget once it is clear who spends it.',
  }),
  alertRule('SmsRangesFull', {
    severity: 'warning',
    expr: `sum(${grown('edu_throttled_total{limit=~"sms-range.*"}', '1h')}) > 50`,
    summary: '{{ $value }} codes by SMS were refused to ranges of numbers within the hour',
    description:
      'Somebody has codes sent to whole blocks of numbers. It costs no more than the limits allow: see which country pays, and take it out of SMS_COUNTRIES if nobody lives there.',
  }),
];
