import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

export const nominatim = defineSimulator({
  name: 'nominatim',
  label: 'Nominatim',
  realAccount: 'NOMINATIM_URL',
  ports: { nominatim: 8036 },
  secrets: {},
  env: (services) => ({ NOMINATIM_URL: `http://${services.nominatim}` }),
  start: async ({ ports, secrets: _, platformUrl: __, ...options }) => {
    const { startNominatimSimulator } = await import('./nominatim-simulator.ts');
    const { url, close } = await startNominatimSimulator({ ...options, port: ports.nominatim });
    return { endpoints: { nominatim: endpointOf(url) }, close };
  },
});
