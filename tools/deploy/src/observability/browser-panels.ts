import type { PanelSpec } from './panel.ts';
import { p75, perSecond } from './query.ts';

/** How pages are to the people who look at them, by what their browsers report. */
export function browserPanels(): PanelSpec[] {
  const vital = (name: string) => p75('edu_web_vital_seconds', `vital="${name}"`, 'route, device');
  return [
    {
      title: 'Largest paint (LCP), P75',
      description: 'Until the page is there to read; good up to 2.5 s, poor above 4 s',
      unit: 's',
      queries: [vital('LCP')],
    },
    {
      title: 'Reaction (INP), P75',
      description: 'From a tap to what it changes; good up to 0.2 s, poor above 0.5 s',
      unit: 's',
      queries: [vital('INP')],
    },
    {
      title: 'Layout shift (CLS), P75',
      description: 'How much the page jumps; good up to 0.1, poor above 0.25',
      unit: 'none',
      queries: [p75('edu_web_layout_shift', '', 'route, device')],
    },
    {
      title: 'First byte (TTFB), P75',
      description: 'The way to us and the making of the page; good up to 0.8 s',
      unit: 's',
      queries: [vital('TTFB')],
    },
    {
      title: 'Errors in browsers',
      description:
        'A second, by name and page; anybody may report, so look at the log before acting',
      unit: 'ops',
      queries: [perSecond('edu_client_errors_total', '', 'name, route')],
    },
    {
      title: 'Kept away by the policy',
      description: 'A second, by directive; extensions of browsers cause some all the time',
      unit: 'ops',
      queries: [perSecond('edu_csp_violations_total', '', 'directive, route')],
    },
  ];
}
