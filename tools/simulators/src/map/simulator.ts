import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

export const map = defineSimulator({
  name: 'map',
  label: 'Map simulator',
  realAccount: 'MAP_TILES_URL',
  ports: { map: 8032 },
  secrets: {},
  env: (_services, people) => ({ MAP_TILES_URL: `http://${people.map}/tiles/{z}/{x}/{y}.svg` }),
  start: async ({ ports, secrets: _, platformUrl: __, ...options }) => {
    const { startMapSimulator } = await import('./map-simulator.ts');
    const { url, close } = await startMapSimulator({ ...options, port: ports.map });
    return { endpoints: { map: endpointOf(url) }, close };
  },
});
