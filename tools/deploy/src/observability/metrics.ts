/** What is known of a metric: a histogram is read through `_bucket`, `_count` and `_sum`. */
export interface Metric {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** Beside those that every series has. */
  readonly labels: readonly string[];
}

const counter = (...labels: string[]): Metric => ({ kind: 'counter', labels });
const gauge = (...labels: string[]): Metric => ({ kind: 'gauge', labels });
const histogram = (...labels: string[]): Metric => ({ kind: 'histogram', labels });

/** Every series has these: `service` from the service itself, the others from the scrape. */
export const COMMON_LABELS = ['service', 'job', 'instance'];

/**
 * All that dashboards and rules may read: the agreement with the libraries that measure. Expressions
 * that name anything else do not pass the tests, and apps/e2e compares it with what services show.
 */
export const METRICS: Readonly<Record<string, Metric>> = {
  edu_http_duration_seconds: histogram('method', 'route', 'status'),
  edu_requests_in_flight: gauge(),
  edu_rpc_duration_seconds: histogram('subject', 'status'),
  edu_event_duration_seconds: histogram('subject', 'result'),
  edu_dead_letters_total: counter('consumer'),
  edu_undeclared_errors_total: counter('subject', 'code'),
  edu_follower_up: gauge('follower'),
  edu_follower_skipped_total: counter('follower'),
  edu_web_vital_seconds: histogram('vital', 'route', 'device'),
  edu_web_layout_shift: histogram('route', 'device'),
  edu_client_errors_total: counter('name', 'route'),
  edu_csp_violations_total: counter('directive', 'route'),
  edu_consumer_pending: gauge('consumer'),
  edu_consumer_ack_pending: gauge('consumer'),
  edu_consumer_redelivered: gauge('consumer'),
  edu_outbox_oldest_seconds: gauge(),
  edu_outbox_pending: gauge(),
  edu_database_connections: gauge('use'),
  edu_psp_duration_seconds: histogram('psp', 'result'),
  edu_webhooks_total: counter('psp', 'result'),
  edu_room_webhooks_total: counter('result'),
  edu_kyc_cases_waiting: gauge('check', 'overdue'),
  edu_payment_reviews_waiting: gauge(),
  edu_payment_reviews_oldest_seconds: gauge(),
  edu_job_duration_seconds: histogram('job', 'result'),
  edu_work_rows_total: counter('queue', 'result'),
  edu_work_due: gauge('queue'),
  edu_work_oldest_seconds: gauge('queue'),
  edu_deliveries_total: counter('channel', 'result'),
  edu_throttled_total: counter('limit'),
  edu_sms_budget_used_ratio: gauge('budget'),
  edu_page_seconds: histogram('page', 'part'),
  edu_page_answers_total: counter('page', 'from'),
  edu_nats_connected: gauge(),
  edu_redis_up: gauge(),
  // From prom-client.
  nodejs_eventloop_lag_p99_seconds: gauge(),
  process_cpu_seconds_total: counter(),
  process_resident_memory_bytes: gauge(),
  process_start_time_seconds: gauge(),
  // From Prometheus itself.
  up: gauge(),
};

/** The scrape job of the services. */
export const JOB = 'educonnect';
