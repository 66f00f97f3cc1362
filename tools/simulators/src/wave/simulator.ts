import { API_PREFIX } from '@edu/contract-kit';
import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

export const wave = defineSimulator({
  name: 'wave',
  label: 'Wave simulator',
  realAccount: 'WAVE_API_KEY',
  ports: { wave: 8037 },
  secrets: {
    WAVE_API_KEY: { prefix: 'wave_sim_test_', bytes: 16 },
    WAVE_WEBHOOK_SECRET: { prefix: 'wave_sim_WHS_', bytes: 16 },
  },
  env: (services) => ({ WAVE_API_URL: `http://${services.wave}` }),
  start: async ({ ports, secrets, platformUrl, ...options }) => {
    const { startWaveSimulator } = await import('./wave-simulator.ts');
    const { url, close } = await startWaveSimulator({
      ...options,
      port: ports.wave,
      apiKey: secrets.WAVE_API_KEY,
      webhookSecret: secrets.WAVE_WEBHOOK_SECRET,
      webhookUrl: platformUrl && `${platformUrl}${API_PREFIX}/payments/webhooks/wave`,
    });
    return { endpoints: { wave: endpointOf(url) }, close };
  },
});
