import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

const CLIENT_ID = 'orange-money-simulator';
const ENVIRONMENT = 'ci';

export const orangeMoney = defineSimulator({
  name: 'orange-money',
  label: 'Orange Money simulator',
  realAccount: 'ORANGE_MONEY_CLIENT_SECRET',
  ports: { 'orange-money': 8041 },
  secrets: {
    ORANGE_MONEY_CLIENT_SECRET: { prefix: 'orange_sim_', bytes: 16 },
    ORANGE_MONEY_MERCHANT_KEY: { prefix: 'orange_sim_', bytes: 8 },
  },
  env: (services) => ({
    ORANGE_MONEY_API_URL: `http://${services['orange-money']}`,
    ORANGE_MONEY_CLIENT_ID: CLIENT_ID,
    ORANGE_MONEY_ENVIRONMENT: ENVIRONMENT,
  }),
  start: async ({ ports, secrets, platformUrl, ...options }) => {
    const { startOrangeMoneySimulator } = await import('./orange-money-simulator.ts');
    const { url, close } = await startOrangeMoneySimulator({
      ...options,
      port: ports['orange-money'],
      environment: ENVIRONMENT,
      clientId: CLIENT_ID,
      clientSecret: secrets.ORANGE_MONEY_CLIENT_SECRET,
      merchantKey: secrets.ORANGE_MONEY_MERCHANT_KEY,
      notifyHost: platformUrl,
    });
    return { endpoints: { 'orange-money': endpointOf(url) }, close };
  },
});
