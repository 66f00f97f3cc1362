import { cinetpay } from './cinetpay/psp.ts';
import { mtnMomo } from './mtn-momo/psp.ts';
import { orangeMoney } from './orange-money/psp.ts';
import { pawapay } from './pawapay/psp.ts';
import { stripe } from './stripe/psp.ts';
import { wave } from './wave/psp.ts';

/** One line for each psp. The first that takes the price serves those who name none. */
export const PSPS = [stripe, wave, pawapay, mtnMomo, orangeMoney, cinetpay] as const;

type EnvOf<Definitions> = Definitions extends readonly [infer First, ...infer Rest]
  ? First extends { readonly env: infer Env }
    ? Env & EnvOf<Rest>
    : never
  : object;

/** The variables of all of them. */
export const pspEnv = Object.assign({}, ...PSPS.map(({ env }) => env)) as EnvOf<typeof PSPS>;
