import { objectivesOf, type Objective } from './objective.ts';
import type { DeployedService } from '../deployed-service.ts';
import { alertRule, type AlertRule, type RecordingRule, type RuleGroup } from './rule.ts';

/**
 * How fast an error budget burns: 1 uses it up in exactly 30 days. A page needs the long window, so
 * that it matters, and the short one, so that it is still going on.
 * Source: Google SRE Workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts"
 */
const BURNS = [
  {
    alert: 'SloBurningFast',
    severity: 'critical',
    factor: 14.4,
    long: '1h',
    short: '5m',
    gone: 'in two days',
  },
  {
    alert: 'SloBurningSlow',
    severity: 'warning',
    factor: 6,
    long: '6h',
    short: '30m',
    gone: 'in five days',
  },
] as const;

const WINDOWS = ['5m', '30m', '1h', '6h'];

/** In the long window; one failed request in a quiet night does not page. */
const MIN_BAD = 5;

const HOURS: Readonly<Record<string, number>> = { '1h': 1, '6h': 6 };

export function sloGroups(services: readonly DeployedService[]): RuleGroup[] {
  const objectives = services.flatMap(objectivesOf);
  return [
    { name: 'slo', rules: [...objectives.flatMap(recordings), ...BURNS.map(burnAlert)] },
    // Reads 30 days at once, and changes slowly.
    { name: 'slo-budget', interval: '5m', rules: objectives.map(budgetLeft) },
  ];
}

const labelsOf = ({ service, slo, objective }: Objective) => ({ service, slo, objective });

function recordings(objective: Objective): RecordingRule[] {
  const { requests, bad, budget } = objective;
  const labels = labelsOf(objective);
  return [
    { record: 'edu:slo_requests:rate5m', expr: requests('5m'), labels },
    { record: 'edu:slo_bad:rate5m', expr: bad('5m'), labels },
    ...WINDOWS.map((window) => ({
      record: `edu:slo_burn:rate${window}`,
      expr: `${bad(window)} / ${requests(window)} / ${budget}`,
      labels,
    })),
  ];
}

function burnAlert({
  alert,
  severity,
  factor,
  long,
  short,
  gone,
}: (typeof BURNS)[number]): AlertRule {
  return alertRule(alert, {
    severity,
    expr:
      `edu:slo_burn:rate${long} > ${factor} and edu:slo_burn:rate${short} > ${factor} ` +
      `and avg_over_time(edu:slo_bad:rate5m[${long}]) * ${HOURS[long]! * 3_600} > ${MIN_BAD}`,
    summary: '{{ $labels.slo }}: the {{ $labels.objective }} promised will be missed',
    description:
      `{{ $labels.slo }} of {{ $labels.service }} burns its budget {{ $value | humanize }} times too fast; ` +
      `at ${factor} a month's is gone ${gone}. Open the dashboard of {{ $labels.service }}, find the ` +
      'subject that fails or is slow, then its traces; roll back if it began with a release.',
  });
}

function budgetLeft(objective: Objective): RecordingRule {
  const { service, slo, objective: kind, budget } = objective;
  const series = (name: string) =>
    `sum(sum_over_time(${name}{service="${service}", slo="${slo}", objective="${kind}"}[30d]))`;
  return {
    record: 'edu:slo_budget_left:ratio',
    expr: `1 - ${series('edu:slo_bad:rate5m')} / ${series('edu:slo_requests:rate5m')} / ${budget}`,
    labels: labelsOf(objective),
  };
}
