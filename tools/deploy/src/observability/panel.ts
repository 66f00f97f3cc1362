/** Where the panels' data come from: uids of deploy/observability/grafana/datasources.yaml. */
export const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' };

/** Units of Grafana. */
export type Unit =
  'reqps' | 'ops' | 's' | 'percentunit' | 'bytes' | 'short' | 'none' | 'bool_yes_no';

export interface Query {
  readonly expr: string;
  /** Name of each series, as in `{{route}}`. */
  readonly legend: string;
}

/** A panel before it has a place. */
export interface PanelSpec {
  readonly title: string;
  /** For whoever looks at it at night: what is good, what is bad. */
  readonly description: string;
  readonly unit: Unit;
  readonly queries: readonly Query[];
  readonly kind?: 'lines' | 'left' | 'table';
  /** Of 24 columns; a third of the row by default. */
  readonly width?: number;
  /** Of the columns of a table, by their query's legend. */
  readonly columns?: Readonly<Record<string, Unit>>;
}

export interface RowSpec {
  readonly title: string;
  readonly panels: readonly PanelSpec[];
}

const WIDTH = 24;
const HEIGHT = 8;

/** A panel, or the heading of a row, in the form that Grafana reads. */
export type GrafanaPanel = Readonly<Record<string, unknown>> & {
  readonly id: number;
  readonly type: string;
  readonly title: string;
};

/** Gives every panel its number and its place: rows below each other, filled from the left. */
export function layOut(rows: readonly RowSpec[]): GrafanaPanel[] {
  const placed: GrafanaPanel[] = [];
  let y = 0;
  for (const { title, panels } of rows.filter((row) => row.panels.length > 0)) {
    const gridPos = { x: 0, y, w: WIDTH, h: 1 };
    placed.push({
      id: placed.length + 1,
      type: 'row',
      title,
      collapsed: false,
      gridPos,
      panels: [],
    });
    y += 1;
    let x = 0;
    for (const spec of panels) {
      const w = spec.width ?? WIDTH / 3;
      if (x + w > WIDTH) {
        x = 0;
        y += HEIGHT;
      }
      placed.push(grafanaPanel(spec, placed.length + 1, { x, y, w, h: HEIGHT }));
      x += w;
    }
    y += HEIGHT;
  }
  return placed;
}

function grafanaPanel(spec: PanelSpec, id: number, gridPos: object): GrafanaPanel {
  const { title, description, unit, queries, kind = 'lines' } = spec;
  const targets = queries.map(({ expr, legend }, index) => ({
    refId: String.fromCharCode('A'.charCodeAt(0) + index),
    datasource: PROMETHEUS,
    expr,
    legendFormat: legend,
    ...(kind === 'lines' ? { range: true } : { instant: true }),
    ...(kind === 'table' && { format: 'table' }),
  }));
  const common = { id, title, description, datasource: PROMETHEUS, gridPos, targets };
  switch (kind) {
    case 'lines':
      return {
        ...common,
        type: 'timeseries',
        fieldConfig: {
          defaults: { unit, min: 0, custom: { fillOpacity: 8, showPoints: 'never' } },
          overrides: [],
        },
        options: {
          legend: { displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] },
          tooltip: { mode: 'multi', sort: 'desc' },
        },
      };
    case 'left':
      return {
        ...common,
        type: 'bargauge',
        fieldConfig: { defaults: { unit, min: 0, max: 1, thresholds: BUDGET }, overrides: [] },
        options: { orientation: 'horizontal', displayMode: 'basic' },
      };
    case 'table':
      return { ...common, type: 'table', ...tableOf(spec, targets) };
  }
}

/** Red when it is gone, amber in its last quarter. */
const BUDGET = {
  mode: 'absolute',
  steps: [
    { color: 'red', value: null },
    { color: 'orange', value: 0.01 },
    { color: 'green', value: 0.25 },
  ],
};

/** One line per service, one column per query. */
function tableOf(
  { unit, columns = {} }: PanelSpec,
  targets: readonly { refId: string; legendFormat: string }[],
) {
  const names = targets.map(
    ({ refId, legendFormat }) => [`Value #${refId}`, legendFormat] as const,
  );
  return {
    fieldConfig: {
      defaults: { unit },
      overrides: Object.entries(columns).map(([name, value]) => ({
        matcher: { id: 'byName', options: name },
        properties: [{ id: 'unit', value }],
      })),
    },
    transformations: [
      { id: 'joinByField', options: { byField: 'service', mode: 'outer' } },
      {
        id: 'organize',
        options: {
          excludeByName: Object.fromEntries(targets.map((_, index) => [`Time ${index + 1}`, true])),
          renameByName: Object.fromEntries(names),
        },
      },
    ],
    options: { showHeader: true },
  };
}
