/** A series that Prometheus computes and keeps. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** `critical` pages: users are affected now. `warning` is for the next working day. */
export type Severity = 'critical' | 'warning';

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>> & { readonly severity: Severity };
  readonly annotations: {
    readonly summary: string;
    /** What to do first. */
    readonly description: string;
    readonly runbook_url: string;
  };
}

export interface RuleGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly (RecordingRule | AlertRule)[];
}

export interface AlertFacts {
  readonly severity: Severity;
  readonly expr: string;
  readonly for?: string;
  readonly summary: string;
  readonly description: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** An alert; its runbook is the paragraph of its name. */
export function alertRule(alert: string, facts: AlertFacts): AlertRule {
  const { severity, expr, summary, description, labels } = facts;
  return {
    alert,
    expr,
    ...(facts.for && { for: facts.for }),
    labels: { severity, ...labels },
    annotations: {
      summary,
      description,
      runbook_url: `docs/runbooks.md#${alert.toLowerCase()}`,
    },
  };
}
