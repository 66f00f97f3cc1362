import { defineSimulator, endpointOf } from '../kit/simulator-definition.ts';

export const mailbox = defineSimulator({
  name: 'mailbox',
  label: 'Mailbox',
  realAccount: 'SMTP_URL',
  ports: { mailbox: 8025, smtp: 1025 },
  secrets: {},
  env: (services) => ({ SMTP_URL: `smtp://${services.smtp}` }),
  start: async ({ ports, secrets: _, platformUrl: __, ...options }) => {
    const { startMailbox } = await import('./mailbox.ts');
    const { url, smtpUrl, close } = await startMailbox({
      ...options,
      httpPort: ports.mailbox,
      smtpPort: ports.smtp,
    });
    return { endpoints: { mailbox: endpointOf(url), smtp: endpointOf(smtpUrl) }, close };
  },
});
