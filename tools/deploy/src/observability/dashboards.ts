import { takesRequests, type DeployedService } from '../deployed-service.ts';
import { browserPanels } from './browser-panels.ts';
import { dashboard, type Dashboard } from './dashboard.ts';
import {
  callPanels,
  consumerPanels,
  edgePanels,
  eventPanels,
  outboxPanels,
  pagePanels,
  promisePanels,
} from './panels.ts';
import { processPanels, serviceTable } from './process-panels.ts';
import { jobPanels, workPanels } from './work-panels.ts';

/** The whole platform on one page: what users feel first, then why. */
export function overview(): Dashboard {
  return dashboard('educonnect', 'EduConnect', [
    { title: 'Requests', panels: edgePanels() },
    { title: 'Promises', panels: promisePanels() },
    { title: 'Services', panels: [serviceTable()] },
    { title: 'Events', panels: [...consumerPanels(), ...outboxPanels()] },
    { title: 'Work', panels: workPanels() },
  ]);
}

/** One service; it has the panels of what it does and no others. */
export function serviceDashboard(service: DeployedService): Dashboard {
  const { name, isEdge, isWeb, serves, slos, follows, publishes, schema } = service;
  return dashboard(`educonnect-${name}`, `EduConnect ${name}`, [
    { title: 'Requests', panels: takesRequests(service) ? edgePanels(name) : [] },
    { title: 'Pages', panels: isWeb ? pagePanels(name) : [] },
    { title: 'Browsers', panels: isEdge ? browserPanels() : [] },
    { title: 'Calls', panels: serves.length > 0 ? callPanels(name) : [] },
    { title: 'Promises', panels: slos.length > 0 ? promisePanels(name) : [] },
    {
      title: 'Events it follows',
      panels:
        Object.keys(follows).length > 0 ? [...eventPanels(name), ...consumerPanels(name)] : [],
    },
    {
      title: 'Events it publishes',
      panels: schema && publishes.length > 0 ? outboxPanels(name) : [],
    },
    { title: 'Jobs', panels: schema ? jobPanels(name) : [] },
    { title: 'Processes', panels: processPanels(name, schema !== undefined) },
  ]);
}
