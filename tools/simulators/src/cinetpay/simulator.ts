import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

export const cinetpay = defineSimulator({
  name: 'cinetpay',
  label: 'CinetPay simulator',
  realAccount: 'CINETPAY_API_KEY',
  ports: { cinetpay: 8040 },
  secrets: {
    CINETPAY_API_KEY: { prefix: 'sk_sim_', bytes: 16 },
    CINETPAY_API_PASSWORD: { prefix: 'cinetpay_sim_', bytes: 16 },
  },
  env: (services) => ({ CINETPAY_API_URL: `http://${services.cinetpay}` }),
  start: async ({ ports, secrets, platformUrl, ...options }) => {
    const { startCinetpaySimulator } = await import('./cinetpay-simulator.ts');
    const { url, close } = await startCinetpaySimulator({
      ...options,
      port: ports.cinetpay,
      apiKey: secrets.CINETPAY_API_KEY,
      apiPassword: secrets.CINETPAY_API_PASSWORD,
      notifyHost: platformUrl,
    });
    return { endpoints: { cinetpay: endpointOf(url) }, close };
  },
});
