import { UnexpectedAnswer } from './answer.ts';
import { runJourney } from './journey.ts';
import { findPlatform, PlatformNotFound } from './running-platform.ts';
import { StepFailed, type Step } from './steps.ts';

function print({ name, ms }: Step): void {
  console.log(`${`${ms.toFixed(0)} ms`.padStart(9)}  ${name}`);
}

function isLimited(error: unknown): boolean {
  const cause = error instanceof StepFailed ? error.cause : undefined;
  return cause instanceof UnexpectedAnswer && cause.answer.status === 429;
}

try {
  const platform = await findPlatform(process.env);
  console.log(`The journey at ${platform.url}\n`);
  const { steps, totalMs } = await runJourney(platform, print);
  console.log(`\n${steps.length} steps in ${(totalMs / 1_000).toFixed(1)} s: all as it should be`);
  if (!platform.livekit)
    console.log('The room tokens were read, not verified: no LiveKit key here.');
  console.log(`Its e-mails and messages: ${platform.urls.mailbox} and ${platform.urls.sms}`);
} catch (error) {
  const expected = error instanceof PlatformNotFound;
  const text = error instanceof Error ? error.message : String(error);
  console.error(expected ? text : `\nThe journey failed at: ${text}`);
  if (isLimited(error)) {
    console.error(
      'Sign-ups from one address are limited. Wait, or start with: RATE_LIMIT_FACTOR=100 npm start',
    );
  }
  process.exitCode = 1;
}
