import type { Currency } from '@edu/contract-kit';
import { z } from 'zod';
import type { NoWallet, Wallet } from '../psp.ts';

const amount = z.string().regex(/^\d{1,15}(\.0+)?$/);

/** Instructions stand in steps; what is dialled is a variable of them. */
const Channel = z.object({
  type: z.string(),
  variables: z.object({ shortCode: z.string().optional() }).nullish(),
  instructions: z
    .record(
      z.string(),
      z.array(z.object({ variables: z.object({ shortCode: z.string().optional() }).nullish() })),
    )
    .nullish(),
});

const DepositTerms = z.object({
  minAmount: amount,
  maxAmount: amount,
  status: z.string(),
  authType: z.string(),
  pinPrompt: z.string().nullish(),
  pinPromptInstructions: z.object({ channels: z.array(Channel) }).nullish(),
});
type DepositTerms = z.infer<typeof DepositTerms>;

const Provider = z.object({
  provider: z.string(),
  currencies: z.array(
    z.object({
      currency: z.string(),
      operationTypes: z.object({ DEPOSIT: DepositTerms.optional() }),
    }),
  ),
});

/** Source: https://docs.pawapay.io/v2/api-reference/toolkit/active-configuration */
export const ActiveConf = z.object({
  countries: z.array(z.object({ country: z.string(), providers: z.array(Provider) })),
});
export type ActiveConf = z.infer<typeof ActiveConf>;

/** pawaPay's names of countries, ISO 3166-1 alpha-3, of those that we take. */
const ALPHA3: Readonly<Record<string, string>> = {
  BF: 'BFA',
  BJ: 'BEN',
  CG: 'COG',
  CI: 'CIV',
  CM: 'CMR',
  GA: 'GAB',
  SN: 'SEN',
};

/** What operators call their Mobile Money, by how pawaPay's names of them begin. */
const BRANDS: readonly (readonly [string, string])[] = [
  ['AIRTEL', 'Airtel Money'],
  ['FREE', 'Free Money'],
  ['MOOV', 'Moov Money'],
  ['MTN_MOMO', 'MTN Mobile Money'],
  ['ORANGE', 'Orange Money'],
  ['WAVE', 'Wave'],
];

/** @returns undefined where nobody has the number, or whoever has it sends no prompts for us */
export function toWallet(
  { countries }: ActiveConf,
  provider: string | undefined,
  currency: Currency,
): Wallet | undefined {
  const here = countries.find(({ providers }) =>
    providers.some((one) => one.provider === provider),
  );
  const found = here?.providers.find((one) => one.provider === provider);
  const terms = found?.currencies.flatMap(({ operationTypes: { DEPOSIT } }) => DEPOSIT ?? []);
  if (!here || !found || !terms?.some(isPrompted)) return undefined;
  const operator = brandOf(found.provider);
  const ours = found.currencies.find((one) => one.currency === currency)?.operationTypes.DEPOSIT;
  return {
    operator,
    others: servedIn(here).filter((brand) => brand !== operator),
    bounds: ours ? { min: francs(ours.minAmount), max: francs(ours.maxAmount) } : null,
    isUp: ours?.status !== 'CLOSED',
    appears: ours?.pinPrompt !== 'MANUAL',
    dial: ours ? dialOf(ours) : null,
  };
}

/** The operators that send prompts in a country. */
export function toNoWallet({ countries }: ActiveConf, country: string): NoWallet {
  const here = countries.find((one) => one.country === ALPHA3[country]);
  return { served: here ? servedIn(here) : [] };
}

/** pawaPay's name of an operator that sends prompts in a country, by its brand. */
export function providerOf(
  { countries }: ActiveConf,
  country: string | undefined,
  brand: string,
): string | undefined {
  const here = countries.find((one) => country !== undefined && one.country === ALPHA3[country]);
  return here?.providers.find((one) => sendsPrompts(one) && brandOf(one.provider) === brand)
    ?.provider;
}

type Country = ActiveConf['countries'][number];

const servedIn = ({ providers }: Country): string[] =>
  providers.filter(sendsPrompts).map(({ provider }) => brandOf(provider));

const sendsPrompts = ({ currencies }: Country['providers'][number]): boolean =>
  currencies.some(({ operationTypes: { DEPOSIT } }) => DEPOSIT && isPrompted(DEPOSIT));

/** Others want a code before the payment, or lead to a page of their own. */
const isPrompted = ({ authType }: DepositTerms) => authType === 'PROVIDER_AUTH';

const brandOf = (provider: string): string =>
  BRANDS.find(([start]) => provider.startsWith(start))?.[1] ?? provider;

/** XOF and XAF have no minor unit. */
const francs = (text: string): number => Number(text.split('.')[0]);

const USSD = /^[*#][\d*]{1,20}#$/;

function dialOf({ pinPromptInstructions }: DepositTerms): string | null {
  const ussd = pinPromptInstructions?.channels.filter(({ type }) => type === 'USSD') ?? [];
  const codes = ussd.flatMap(({ variables, instructions }) => [
    variables?.shortCode,
    ...Object.values(instructions ?? {}).flatMap((steps) =>
      steps.map((step) => step.variables?.shortCode),
    ),
  ]);
  return codes.find((code) => code !== undefined && USSD.test(code)) ?? null;
}
