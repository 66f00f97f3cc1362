import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

export const sms = defineSimulator({
  name: 'sms',
  label: 'SMS',
  realAccount: 'TWILIO_ACCOUNT_SID',
  ports: { sms: 8026 },
  secrets: {
    TWILIO_ACCOUNT_SID: { prefix: 'AC', bytes: 16 },
    TWILIO_AUTH_TOKEN: { prefix: '', bytes: 16 },
  },
  env: (services) => ({ TWILIO_API_URL: `http://${services.sms}` }),
  start: async ({ ports, secrets, platformUrl: _, ...options }) => {
    const { startSmsSimulator } = await import('./twilio-simulator.ts');
    const { url, close } = await startSmsSimulator({
      ...options,
      port: ports.sms,
      accountSid: secrets.TWILIO_ACCOUNT_SID,
      authToken: secrets.TWILIO_AUTH_TOKEN,
    });
    return { endpoints: { sms: endpointOf(url) }, close };
  },
});
