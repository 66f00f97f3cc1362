/** A refusal in Twilio's format, https://www.twilio.com/docs/usage/twilios-response. */
export class SmsError extends Error {
  /** HTTP status, under the name Fastify reads it by. */
  readonly statusCode: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.statusCode = status;
    this.code = code;
  }

  toBody(): { code: number; message: string; more_info: string; status: number } {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.statusCode,
    };
  }
}

/** Numbers Twilio keeps for tests, https://www.twilio.com/docs/iam/test-credentials. */
const MAGIC_TO = new Map<string, [code: number, message: string]>([
  ['+15005550001', [21211, "Invalid 'To' Phone Number: +15005550001"]],
  ['+15005550002', [21612, "The 'To' phone number cannot be reached from the 'From' number."]],
  ['+15005550003', [21408, 'Permission to send an SMS has not been enabled for the region.']],
  ['+15005550004', [21610, 'Attempt to send to unsubscribed recipient']],
  ['+15005550009', [21614, "'To' number is not a valid mobile number"]],
]);
const MAGIC_FROM = new Map<string, [code: number, message: string]>([
  ['+15005550001', [21212, "The 'From' number +15005550001 is not a valid phone number."]],
  ['+15005550007', [21606, "The 'From' number is not a valid, SMS-capable Twilio number."]],
  ['+15005550008', [21611, "The 'From' number has exceeded its message queue."]],
]);

const E164 = /^\+[1-9]\d{6,14}$/;
/** Short codes and alphanumeric sender ids are senders too. */
const SENDER = /^(\+[1-9]\d{6,14}|\d{3,6}|(?=.*[A-Za-z])[A-Za-z0-9 +\-_&]{1,11})$/;

/** Throws what Twilio answers for these values; returns when a message may be sent. */
export function checkMessage(message: {
  to: string;
  from: string;
  messagingServiceSid: string;
  body: string;
}): void {
  const { to, from, messagingServiceSid, body } = message;
  if (to === '') throw new SmsError(400, 21604, "A 'To' phone number is required.");
  if (from === '' && messagingServiceSid === '') {
    throw new SmsError(400, 21603, "A 'From' phone number is required.");
  }
  if (body === '') throw new SmsError(400, 21602, 'Message body is required.');
  if (body.length > 1_600) {
    const text = 'The concatenated message body exceeds the 1600 character limit';
    throw new SmsError(400, 21617, text);
  }
  const magicTo = MAGIC_TO.get(to);
  if (magicTo) throw new SmsError(400, ...magicTo);
  if (!E164.test(to)) {
    throw new SmsError(400, 21211, `Invalid 'To' Phone Number: ${to.slice(0, 40)}`);
  }
  if (from === '') {
    if (/^MG[0-9a-fA-F]{32}$/.test(messagingServiceSid)) return;
    const text = 'The Messaging Service Sid is invalid.';
    throw new SmsError(400, 21701, text);
  }
  const magicFrom = MAGIC_FROM.get(from);
  if (magicFrom) throw new SmsError(400, ...magicFrom);
  if (!SENDER.test(from)) {
    const text = `The 'From' number ${from.slice(0, 40)} is not a valid phone number, shortcode, or alphanumeric sender ID.`;
    throw new SmsError(400, 21212, text);
  }
}
