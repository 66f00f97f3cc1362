import { layOut, type GrafanaPanel, type RowSpec } from './panel.ts';

export interface Dashboard {
  /** In its address: never changes, at most 40 characters. */
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly GrafanaPanel[];
}

const TAG = 'educonnect';

/** A dashboard in the form that Grafana reads, linked to the others. Source: Grafana's dashboard JSON model */
export function dashboard(uid: string, title: string, rows: readonly RowSpec[]): Dashboard {
  const shape = {
    uid,
    title,
    tags: [TAG],
    schemaVersion: 39,
    editable: false,
    timezone: 'browser',
    refresh: '30s',
    time: { from: 'now-1h', to: 'now' },
    links: [
      { type: 'dashboards', title: 'Services', tags: [TAG], asDropdown: true, keepTime: true },
    ],
    panels: layOut(rows),
  };
  return shape;
}
