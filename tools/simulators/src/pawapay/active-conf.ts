import { BOUNDS, OPERATORS } from './operators.ts';

/** Dialled by payers of these operators for the prompt, which does not appear by itself. */
const DIALLED: Readonly<Record<string, string>> = { ORANGE_CIV: '#144*82#' };
/** Dialled where a prompt was missed. */
const REVIVED: Readonly<Record<string, string>> = { MTN_MOMO_CIV: '*133#', MTN_MOMO_CMR: '*126#' };

/**
 * What the account of the simulator may take, of which operators.
 * Source: https://docs.pawapay.io/v2/api-reference/toolkit/active-configuration
 *
 * @param closed operators that are down
 * @param without those of whom it has no wallets
 */
export function activeConf({
  closed,
  without,
}: Readonly<Record<'closed' | 'without', readonly string[]>>): object {
  return {
    companyName: 'EduConnect',
    countries: OPERATORS.map(({ country, prefix, currency, providers }) => ({
      ...{ country, prefix },
      providers: providers
        .filter((provider) => !without.includes(provider))
        .map((provider) => ({
          provider,
          displayName: provider.split('_')[0],
          nameDisplayedToCustomer: 'EduConnect',
          currencies: [
            {
              currency,
              operationTypes: { DEPOSIT: termsOf(provider, closed.includes(provider)) },
            },
          ],
        })),
    })),
  };
}

function termsOf(provider: string, isClosed: boolean): object {
  const { [provider]: dialled } = DIALLED;
  const shortCode = dialled ?? REVIVED[provider];
  const { min, max } = BOUNDS[provider] ?? BOUNDS['']!;
  return {
    authType: provider === 'ORANGE_BFA' ? 'PREAUTH' : 'PROVIDER_AUTH',
    pinPrompt: dialled ? 'MANUAL' : 'AUTOMATIC',
    pinPromptRevivable: shortCode !== undefined,
    ...(shortCode && { pinPromptInstructions: { channels: [channel(shortCode)] } }),
    minAmount: String(min),
    maxAmount: String(max),
    decimalsInAmount: 'NONE',
    status: isClosed ? 'CLOSED' : 'OPERATIONAL',
  };
}

const channel = (shortCode: string) => ({
  type: 'USSD',
  displayName: { en: 'Did not get a PIN prompt?', fr: 'Pas reçu la demande de code ?' },
  instructions: {
    en: [
      { text: `Dial ${shortCode}`, template: 'Dial {{shortCode}}', variables: { shortCode } },
      { text: 'Enter PIN', template: 'Enter PIN', variables: { shortCode } },
    ],
    fr: [
      {
        text: `Composez ${shortCode}`,
        template: 'Composez {{shortCode}}',
        variables: { shortCode },
      },
    ],
  },
});
