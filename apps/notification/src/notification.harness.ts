import { newId, type RpcArgs } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { startMailbox, startSmsSimulator, type Mailbox, type SmsSimulator } from '@edu/simulators';
import {
  startTestService,
  testActor,
  type TestActor,
  type TestService,
  type TestServiceOptions,
} from '@edu/testing';
import { notificationService } from './main.ts';

const ACCOUNT_SID = `AC${'0'.repeat(32)}`;
const AUTH_TOKEN = 'token of the notification tests';

export type Contact = NonNullable<RpcArgs<typeof notificationRpc.setContact>['contact']>;
export type Person = TestActor & Contact;

export interface Mail {
  readonly id: string;
  readonly to: string[];
  readonly subject: string;
  readonly text: string;
}
export interface FullMail extends Mail {
  readonly html: string;
  readonly headers: { name: string; value: string }[];
  readonly attachments: { contentType: string; text?: string }[];
}

/** The service with a mailbox, a phone network and an address book around it. */
export interface NotificationHarness {
  readonly service: TestService;
  readonly mailbox: Mailbox;
  readonly sms: SmsSimulator;
  /** A person whose contact the auth service has sent; null for an address they do not have. */
  person(contact?: Partial<Contact>): Promise<Person>;
  /** A person whose contact it has not sent yet, and the call that sends it. */
  unknownPerson(contact?: Partial<Contact>): Promise<Person & { sendContact(): Promise<void> }>;
  /** Their account is gone. */
  deleteAccount(userId: string): Promise<void>;
  mailsTo(email: string): Promise<Mail[]>;
  mail(id: string): Promise<FullMail>;
  smsTo(phone: string): Promise<string[]>;
  stop(): Promise<void>;
}

export async function startNotification(
  options: Pick<TestServiceOptions, 'env' | 'replicas' | 'lines'> = {},
): Promise<NotificationHarness> {
  const mailbox = await startMailbox();
  const sms = await startSmsSimulator({ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN });
  const service = await startTestService(notificationService, {
    ...options,
    env: {
      SMTP_URL: mailbox.smtpUrl,
      MAIL_FROM: 'EduConnect <no-reply@educonnect.test>',
      TWILIO_API_URL: sms.url,
      TWILIO_ACCOUNT_SID: ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: AUTH_TOKEN,
      SMS_FROM: 'EduConnect',
      PUBLIC_URL: 'https://educonnect.test',
      ...options.env,
    },
  });
  const unknownPerson: NotificationHarness['unknownPerson'] = async (more = {}) => {
    const actor = await testActor('student');
    const contact: Contact = {
      displayName: 'Awa',
      email: `${newId()}@people.test`,
      phone: `+225${String(Math.floor(Math.random() * 1e10)).padStart(10, '0')}`,
      locale: 'fr',
      zone: null,
      ...more,
    };
    const { userId } = actor;
    const sendContact = async () => {
      await service.call(notificationRpc.setContact, { userId, version: 1, contact });
    };
    return { ...actor, ...contact, sendContact };
  };
  const get = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;
  return {
    service,
    mailbox,
    sms,
    unknownPerson,
    person: async (contact) => {
      const { sendContact, ...person } = await unknownPerson(contact);
      await sendContact();
      return person;
    },
    deleteAccount: async (userId) => {
      await service.call(notificationRpc.setContact, { userId, version: 2, contact: null });
    },
    mailsTo: async (email) =>
      (await get<{ data: Mail[] }>(`${mailbox.url}/api/messages?to=${encodeURIComponent(email)}`))
        .data,
    mail: (id) => get<FullMail>(`${mailbox.url}/api/messages/${id}`),
    smsTo: async (phone) => {
      const url = `${sms.url}/api/messages?to=${encodeURIComponent(phone)}`;
      return (await get<{ data: { body: string }[] }>(url)).data.map(({ body }) => body);
    },
    stop: async () => {
      await service.stop();
      await Promise.all([mailbox.close(), sms.close()]);
    },
  };
}
