import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

const COLLECTION_USER = '5b0d4c9e-0c1d-4d0e-8a53-6d1f0c0a7e11';
const DISBURSEMENT_USER = '5b0d4c9e-0c1d-4d0e-8a53-6d1f0c0a7e12';
const key = { prefix: 'mtn_sim_', bytes: 16 };

export const mtnMomo = defineSimulator({
  name: 'mtn-momo',
  label: 'MTN MoMo simulator',
  realAccount: 'MTN_MOMO_COLLECTION_KEY',
  ports: { 'mtn-momo': 8039 },
  secrets: {
    MTN_MOMO_COLLECTION_KEY: key,
    MTN_MOMO_COLLECTION_API_KEY: key,
    MTN_MOMO_DISBURSEMENT_KEY: key,
    MTN_MOMO_DISBURSEMENT_API_KEY: key,
  },
  env: (services) => ({
    MTN_MOMO_API_URL: `http://${services['mtn-momo']}`,
    MTN_MOMO_ENVIRONMENT: 'mtnivorycoast',
    MTN_MOMO_COLLECTION_USER: COLLECTION_USER,
    MTN_MOMO_DISBURSEMENT_USER: DISBURSEMENT_USER,
  }),
  start: async ({ ports, secrets, platformUrl, ...options }) => {
    const { startMtnMomoSimulator } = await import('./mtn-momo-simulator.ts');
    const { url, close } = await startMtnMomoSimulator({
      ...options,
      port: ports['mtn-momo'],
      callbackHost: platformUrl,
      products: {
        collection: {
          user: COLLECTION_USER,
          apiKey: secrets.MTN_MOMO_COLLECTION_API_KEY,
          subscriptionKey: secrets.MTN_MOMO_COLLECTION_KEY,
        },
        disbursement: {
          user: DISBURSEMENT_USER,
          apiKey: secrets.MTN_MOMO_DISBURSEMENT_API_KEY,
          subscriptionKey: secrets.MTN_MOMO_DISBURSEMENT_KEY,
        },
      },
    });
    return { endpoints: { 'mtn-momo': endpointOf(url) }, close };
  },
});
