import { API_PREFIX } from '@edu/contract-kit';
import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

export const pawapay = defineSimulator({
  name: 'pawapay',
  label: 'pawaPay simulator',
  realAccount: 'PAWAPAY_API_TOKEN',
  ports: { pawapay: 8038 },
  secrets: { PAWAPAY_API_TOKEN: { prefix: 'pawapay_sim_', bytes: 16 } },
  env: (services) => ({ PAWAPAY_API_URL: `http://${services.pawapay}` }),
  start: async ({ ports, secrets, platformUrl, ...options }) => {
    const { startPawapaySimulator } = await import('./pawapay-simulator.ts');
    const { url, close } = await startPawapaySimulator({
      ...options,
      port: ports.pawapay,
      apiToken: secrets.PAWAPAY_API_TOKEN,
      callbackUrl: platformUrl && `${platformUrl}${API_PREFIX}/payments/webhooks/pawapay`,
    });
    return { endpoints: { pawapay: endpointOf(url) }, close };
  },
});
