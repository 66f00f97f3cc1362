import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { REQUEST_SECONDS } from '@edu/http';
import { defineEvent, defineRpc, identityRpc, type ServiceContract } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { deployedServices, type DeclaredService } from '../deployed-service.ts';
import type { Dashboard } from './dashboard.ts';
import { METRICS } from './metrics.ts';
import { observabilityRendering } from './observability.ts';
import type { GrafanaPanel } from './panel.ts';
import { troublesOf } from './promql.harness.ts';
import type { AlertRule, RecordingRule, RuleGroup } from './rule.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** What lies in the workspace; that it is up to date is the test of the contracts. */
const rendered = (path: string) => read(`deploy/observability/rendered/${path}`);

const RULE_TESTS = ['slo', 'health'].map((kind) => `deploy/observability/${kind}-rules.test.yaml`);

interface Rules {
  readonly groups: readonly RuleGroup[];
}

const rules = (parse(rendered('rules.yaml')) as Rules).groups.flatMap((group) => group.rules);
const alerts = rules.filter((rule): rule is AlertRule => 'alert' in rule);
const recorded = new Set(rules.flatMap((rule) => ('record' in rule ? rule.record : [])));
const services = Object.keys(
  (parse(read('deploy/services.yaml')) as { services: object }).services,
);
const dashboards = ['educonnect', ...services.map((name) => `educonnect-${name}`)].map(
  (uid) => JSON.parse(rendered(`dashboards/${uid}.json`)) as Dashboard,
);

interface DataPanel extends GrafanaPanel {
  readonly datasource: { readonly uid: string };
  readonly fieldConfig: { readonly defaults: { readonly unit?: string } };
  readonly targets: readonly { readonly refId: string; readonly expr: string }[];
}
const panelsOf = ({ panels }: Dashboard) =>
  panels.filter(({ type }) => type !== 'row') as DataPanel[];

describe('the rules', () => {
  it.each(rules.map((rule) => ['alert' in rule ? rule.alert : rule.record, rule.expr]))(
    '%s reads what services measure: %s',
    (_, expr) => expect(troublesOf(expr, recorded)).toEqual([]),
  );

  it('count what came in time by a bucket that the gateway has', () => {
    const expressions = rules.map(({ expr }) => expr).join('\n');
    const limits = [
      ...expressions.matchAll(/edu_http_duration_seconds_bucket\{[^}]*le=~?"([\d.]+)/g),
    ];
    expect(limits.length).toBeGreaterThan(0);
    for (const [, limit] of limits) expect(REQUEST_SECONDS).toContain(Number(limit));
  });

  it('record under names with colons, unlike metrics', () => {
    for (const name of recorded) expect(name).toMatch(/^edu:[a-z_]+:[a-z0-9_]+$/);
    const series = rules.flatMap((rule) =>
      'record' in rule ? `${rule.record} ${JSON.stringify(rule.labels)}` : [],
    );
    expect(new Set(series).size).toBe(series.length);
  });

  it.each(alerts)('$alert says how bad it is, what it is and what to do', ({ alert, ...rule }) => {
    const { summary, description, runbook_url } = rule.annotations;
    expect(['critical', 'warning']).toContain(rule.labels.severity);
    expect(summary).toMatch(/\S/);
    expect(description).toMatch(/\.$/);
    const [file, anchor] = runbook_url.split('#');
    expect(anchor).toBe(alert.toLowerCase());
    expect(anchors(file!)).toContain(anchor);
  });

  it('have a runbook each, and no runbook is of an alert that is gone', () => {
    expect(anchors('docs/runbooks.md').sort()).toEqual(
      [...new Set(alerts.map(({ alert }) => alert.toLowerCase()))].sort(),
    );
  });

  it('have a test each in which they fire', () => {
    const tests = RULE_TESTS.map(read).join('');
    for (const { alert } of alerts) expect(tests).toContain(alert);
  });

  it('pass the tests of promtool', { timeout: 60_000 }, (context) => {
    const promtool = onPath('promtool');
    if (!promtool) return context.skip('promtool is not on PATH: apt-get install prometheus');
    const run = (...args: string[]) =>
      execFileSync(promtool, args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
    expect(run('check', 'rules', 'deploy/observability/rendered/rules.yaml')).toContain('SUCCESS');
    const folder = mkdtempSync(join(tmpdir(), 'educonnect-prometheus-'));
    try {
      // Debian's Prometheus does not know how to find pods; all else of the file it knows.
      const cluster = join(folder, 'prometheus.kubernetes.yaml');
      const text = read('deploy/observability/prometheus.kubernetes.yaml');
      const pods = /kubernetes_sd_configs:\n +- role: pod\n/;
      expect(text).toMatch(pods);
      writeFileSync(cluster, text.replace(pods, "static_configs: [{ targets: ['pod:9090'] }]\n"));
      for (const file of ['deploy/observability/rendered/prometheus.compose.yaml', cluster]) {
        expect(run('check', 'config', '--syntax-only', file)).toContain('SUCCESS');
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
    for (const test of RULE_TESTS) expect(run('test', 'rules', test)).toContain('SUCCESS');
  });
});

describe('the dashboards', () => {
  it('have addresses and names of their own', () => {
    for (const key of ['uid', 'title'] as const) {
      const values = dashboards.map((dashboard) => dashboard[key]);
      expect(new Set(values).size).toBe(values.length);
    }
    for (const { uid } of dashboards) expect(uid.length).toBeLessThanOrEqual(40);
  });

  it.each(dashboards)('$title has panels that can be read', (dashboard) => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const known = sources().map(({ uid }) => uid);
    for (const { title, datasource, fieldConfig, targets } of panelsOf(dashboard)) {
      expect(known, title).toContain(datasource.uid);
      expect(fieldConfig.defaults.unit, title).toMatch(/\S/);
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
      expect(
        targets.flatMap(({ expr }) => troublesOf(expr, recorded)),
        title,
      ).toEqual([]);
    }
  });

  it.each(dashboards)('$title has no panel on top of another', (dashboard) => {
    const taken = new Set<string>();
    for (const { title, gridPos } of dashboard.panels) {
      const { x, y, w, h } = gridPos as { x: number; y: number; w: number; h: number };
      expect(x + w, title).toBeLessThanOrEqual(24);
      for (let row = y; row < y + h; row++) {
        for (let column = x; column < x + w; column++) {
          const cell = `${column},${row}`;
          expect(taken.has(cell), `${title} at ${cell}`).toBe(false);
          taken.add(cell);
        }
      }
    }
  });

  it('are read by what is provisioned: its expressions too', () => {
    const queries = sources().flatMap(({ jsonData }) => jsonData.tracesToMetrics?.queries ?? []);
    expect(queries.length).toBeGreaterThan(0);
    for (const { query } of queries) {
      const filled = query.replaceAll('$$__tags', 'service="auth"');
      expect(troublesOf(filled, recorded)).toEqual([]);
    }
  });
});

describe('a metric', () => {
  it('that is agreed upon is looked at somewhere', () => {
    const texts = [...rules, ...dashboards.flatMap(panelsOf).flatMap(({ targets }) => targets)].map(
      ({ expr }) => expr,
    );
    const unseen = Object.keys(METRICS).filter(
      (name) => !texts.some((expr) => expr.includes(name)),
    );
    expect(unseen).toEqual([]);
  });

  it.each([
    ['no service has', 'edu_rpc_duration_second_count'],
    ['no service has', 'edu_rpc_duration_seconds'],
    ['has no label queue', 'edu_rpc_duration_seconds_count{queue="a"}'],
    ['cannot be read', 'sum(rate(up[5m])'],
    ['reads no metric', '1 + 1'],
  ])('that is misspelt is found: %s', (trouble, expr) => {
    expect(troublesOf(expr, recorded).join()).toContain(trouble);
  });
});

describe('a tenth service', () => {
  const open = defineRpc('rpc.tutoring.open.v1', {
    summary: 'Open a case',
    input: z.strictObject({}),
    output: z.object({}),
    access: 'user',
    http: { method: 'POST', path: '/cases/{id}/open' },
  });
  const opened = defineEvent('evt.tutoring.opened.v1', {
    summary: 'A case was opened',
    aggregate: 'caseId',
    data: z.object({}),
  });
  const entry = {
    calls: [],
    follows: {},
    subscribes: [],
    egress: [],
    env: {},
    pool: 4,
    cpu: 100,
    memory: 192,
    scaling: { min: 2, max: 6, inFlight: 32 },
  };
  const slo = { name: 'cases', subjects: [open.subject], availability: 99.5, ms: 500 };
  const declared = (
    name: string,
    rpc: ServiceContract['rpc'],
    events: ServiceContract['events'],
  ): DeclaredService => ({
    name,
    hasDatabase: true,
    variables: [],
    contract: { service: name, summary: 'Cases', errors: {}, rpc, events },
  });
  const [tutoring] = deployedServices(
    { tutoring: { ...entry, slos: [slo] }, auth: { ...entry, slos: [] } },
    [declared('tutoring', { open }, { opened }), declared('auth', identityRpc, {})],
  );
  const documents = observabilityRendering.render([tutoring!]);

  it('is scraped, missed when it is absent, and has a dashboard of its own', () => {
    expect(documents.get('prometheus.compose.yaml')).toContain('tutoring:9090');
    const { groups } = parse(documents.get('rules.yaml')!) as Rules;
    const made = groups.flatMap((group) => group.rules);
    expect(made).toContainEqual(
      expect.objectContaining({
        alert: 'ServiceAbsent',
        expr: 'absent(up{job="educonnect", service="tutoring"} == 1)',
      }),
    );
    const dashboard = JSON.parse(
      documents.get('dashboards/educonnect-tutoring.json')!,
    ) as Dashboard;
    expect(dashboard.panels.filter(({ type }) => type === 'row').map(({ title }) => title)).toEqual(
      ['Calls', 'Promises', 'Events it publishes', 'Jobs', 'Processes'],
    );
  });

  it('has its promise measured at the route that users call', () => {
    const { groups } = parse(documents.get('rules.yaml')!) as Rules;
    const burns = groups
      .flatMap((group) => group.rules)
      .filter(
        (rule): rule is RecordingRule => 'record' in rule && rule.record === 'edu:slo_burn:rate1h',
      );
    expect(burns.map(({ labels }) => labels?.['objective'])).toEqual(['availability', 'latency']);
    for (const { expr } of burns) {
      expect(expr).toContain(`method="POST", route="/api/v1/cases/:id/open"`);
    }
    expect(burns[0]!.expr).toMatch(/\/ 0\.005$/);
    expect(burns[1]!.expr).toContain('le="0.5"');
  });
});

/** Headings of the second level, as the links to them are written. */
function anchors(file: string): string[] {
  return [...read(file).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading!.toLowerCase());
}

interface Source {
  readonly uid: string;
  readonly jsonData: { readonly tracesToMetrics?: { readonly queries: { query: string }[] } };
}

function sources(): Source[] {
  const file = read('deploy/observability/grafana/datasources.yaml');
  return (parse(file) as { datasources: Source[] }).datasources;
}

function onPath(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}
