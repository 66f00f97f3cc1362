import { cinetpay } from './cinetpay/simulator.ts';
import type { SimulatorDefinition } from './kit/simulator-definition.ts';
import { livekit } from './livekit/simulator.ts';
import { mailbox } from './mailbox/simulator.ts';
import { map } from './map/simulator.ts';
import { mtnMomo } from './mtn-momo/simulator.ts';
import { nominatim } from './nominatim/simulator.ts';
import { oidc } from './oidc/simulator.ts';
import { orangeMoney } from './orange-money/simulator.ts';
import { pawapay } from './pawapay/simulator.ts';
import { smileId } from './smile-id/simulator.ts';
import { stripe } from './stripe/simulator.ts';
import { sms } from './twilio/simulator.ts';
import { wave } from './wave/simulator.ts';

export type { SecretForm } from './kit/simulator-definition.ts';

/** One line for each simulator. */
const DEFINITIONS = [
  cinetpay,
  livekit,
  mailbox,
  map,
  mtnMomo,
  nominatim,
  oidc,
  orangeMoney,
  pawapay,
  smileId,
  sms,
  stripe,
  wave,
] as const;

type Definition = (typeof DEFINITIONS)[number];
export type SimulatorName = Definition['name'];
/** Variables that carry a secret which a service shares with a simulator. */
export type SimulatorSecret = {
  [One in Definition as One['name']]: keyof One['secrets'];
}[SimulatorName];

/** The same, for those who treat all alike. */
export const SIMULATORS: readonly SimulatorDefinition<SimulatorName>[] = DEFINITIONS;

export const simulatorSecrets = Object.assign(
  {},
  ...SIMULATORS.map(({ secrets }) => secrets),
) as Readonly<Record<SimulatorSecret, SimulatorDefinition['secrets'][string]>>;
