import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

export const smileId = defineSimulator({
  name: 'smileId',
  label: 'Smile ID',
  realAccount: 'SMILE_ID_PARTNER_ID',
  ports: { smileId: 8033 },
  secrets: {
    SMILE_ID_PARTNER_ID: { prefix: '', bytes: 4 },
    SMILE_ID_API_KEY: { prefix: '', bytes: 32 },
  },
  env: (services) => ({ SMILE_ID_URL: `http://${services.smileId}` }),
  start: async ({ ports, secrets, platformUrl: _, ...options }) => {
    const { startSmileIdSimulator } = await import('./smile-id-simulator.ts');
    const { url, close } = await startSmileIdSimulator({
      ...options,
      port: ports.smileId,
      partnerId: secrets.SMILE_ID_PARTNER_ID,
      apiKey: secrets.SMILE_ID_API_KEY,
    });
    return { endpoints: { smileId: endpointOf(url) }, close };
  },
});
