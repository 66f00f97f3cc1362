import { API_PREFIX } from '@edu/contract-kit';
import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

export const livekit = defineSimulator({
  name: 'livekit',
  label: 'LiveKit simulator',
  realAccount: 'LIVEKIT_API_KEY',
  ports: { livekit: 8028 },
  secrets: {
    LIVEKIT_API_KEY: { prefix: 'API', bytes: 6 },
    LIVEKIT_API_SECRET: { prefix: '', bytes: 32 },
  },
  env: (services) => ({ LIVEKIT_API_URL: `http://${services.livekit}` }),
  start: async ({ ports, secrets, platformUrl, ...options }) => {
    const { startLiveKitSimulator } = await import('./livekit-simulator.ts');
    const { url, close } = await startLiveKitSimulator({
      ...options,
      port: ports.livekit,
      apiKey: secrets.LIVEKIT_API_KEY,
      apiSecret: secrets.LIVEKIT_API_SECRET,
      webhookUrl: platformUrl && `${platformUrl}${API_PREFIX}/sessions/webhooks/livekit`,
    });
    return { endpoints: { livekit: endpointOf(url) }, close };
  },
});
