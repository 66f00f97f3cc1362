import { createHash, createHmac } from 'node:crypto';
import { Problem, ROLES, type Locale, type Role } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { availabilityRpc } from '@edu/contracts-availability';
import { profileErrors, profileRpc } from '@edu/contracts-profile';
import { CITIES } from './cities.ts';
import { HOURS } from './hours.ts';
import type { DemoProvider } from './provider.ts';
import { ELSEWHERE } from './providers-elsewhere.ts';
import { WEST_AFRICA } from './providers-west-africa.ts';
import { RpcCaller } from './rpc-caller.ts';

export { RpcCaller } from './rpc-caller.ts';

export interface DemoInput {
  readonly natsUrl: string;
  /** Passwords are derived from it, so that they differ on every machine. */
  readonly secret: string;
  readonly progress?: (line: string) => void;
}

export interface DemoAccount {
  readonly role: Role;
  /** E-mail address. */
  readonly login: string;
  readonly password: string;
}

export interface DemoResult {
  /** One for each role. */
  readonly accounts: readonly DemoAccount[];
  /** False when everything was there already. */
  readonly created: boolean;
}

export const PROVIDERS: readonly DemoProvider[] = [...WEST_AFRICA, ...ELSEWHERE];

interface Owner {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly locale: Locale;
}

/** The roles that offer no lessons; the tutor, the coach and the mentor are among the providers. */
export const OTHERS: readonly Owner[] = [
  { login: 'student', name: 'Kevin N’Guessan', role: 'student', locale: 'fr' },
  { login: 'parent', name: 'Solange N’Guessan', role: 'parent', locale: 'fr' },
  { login: 'support', name: 'Salimata Support', role: 'support', locale: 'fr' },
  { login: 'trust', name: 'Théodore Trust', role: 'trust', locale: 'fr' },
  { login: 'finance', name: 'Fatou Finance', role: 'finance', locale: 'fr' },
  { login: 'admin', name: 'Ada Admin', role: 'admin', locale: 'en' },
];
/**
 * Adds the demo providers and one account for each role, or what is missing of them. The same at
 * every start: people, prices, schedules and ids never change, passwords only with the secret.
 */
export async function seedDemo({ natsUrl, secret, progress }: DemoInput): Promise<DemoResult> {
  const caller = await RpcCaller.connect(natsUrl, 'demo-data');
  try {
    const missing = await missingProviders(caller);
    if (missing.length > 0) {
      // Providers come last: whoever finds them all knows that the others are there.
      await Promise.all(OTHERS.map((owner) => seedAccount(caller, owner, secret)));
      await Promise.all(missing.map((provider) => seedProvider(caller, provider, secret)));
      progress?.(`${missing.length} demo providers added`);
    }
    const accounts = ROLES.map((role) => ({
      role,
      login: emailOf(role),
      password: passwordOf(role, secret),
    }));
    return { accounts, created: missing.length > 0 };
  } finally {
    await caller.close();
  }
}

async function missingProviders(caller: RpcCaller): Promise<DemoProvider[]> {
  const found = await Promise.all(
    PROVIDERS.map(({ login }) =>
      caller.call(profileRpc.getListing, { id: idOf(login) }).then(
        ({ verified }) => verified.includes('identity'),
        (error: unknown) => {
          if (error instanceof Problem && error.is(profileErrors.notFound)) return false;
          throw error;
        },
      ),
    ),
  );
  return PROVIDERS.filter((_, index) => !found[index]);
}

function seedAccount(caller: RpcCaller, { login, name, role, locale }: Owner, secret: string) {
  return caller.call(authRpc.seedAccount, {
    id: idOf(login),
    role,
    email: emailOf(login),
    password: passwordOf(login, secret),
    displayName: name,
    locale,
  });
}

/** Publishing is the last step: a provider that can be found is complete. */
async function seedProvider(caller: RpcCaller, provider: DemoProvider, secret: string) {
  const { login, name, kind, locale } = provider;
  await seedAccount(caller, { login, name, role: kind, locale }, secret);
  const { accessToken } = await caller.call(authRpc.login, {
    address: { channel: 'email', email: emailOf(login) },
    password: passwordOf(login, secret),
  });
  await caller.call(availabilityRpc.saveMine, scheduleOf(provider), accessToken);
  await caller.call(profileRpc.saveMine, profileOf(provider), accessToken);
  // Lessons of children are booked with nobody else.
  await caller.call(profileRpc.seedIdentity, { providerId: idOf(login) });
  await caller.call(profileRpc.publish, {}, accessToken);
}

export function scheduleOf({ city, hours, durations, travels, trial }: DemoProvider) {
  const { timeZone, currency } = CITIES[city];
  return {
    timeZone,
    weekly: [...HOURS[hours]],
    durationsMinutes: [...durations],
    bufferAfterMinutes: travels ? 15 : 0,
    trial: trial
      ? { durationMinutes: trial.minutes, price: { amount: trial.price, currency } }
      : null,
  };
}

export function profileOf(provider: DemoProvider) {
  const { name, headline, bio, subjects, languages, rate, travels } = provider;
  const { levels = {}, fluency = [], diplomas = [], goals = [] } = provider;
  const { name: city, country, currency } = CITIES[provider.city];
  return {
    displayName: name,
    headline,
    bio,
    subjects: [...subjects],
    languages: [...languages],
    subjectLevels: Object.entries(levels).map(([subject, of]) => ({ subject, levels: [...of] })),
    languageLevels: languages.flatMap((language, index) => {
      const level = fluency[index] ?? (index === 0 ? 'native' : undefined);
      return level ? [{ language, level }] : [];
    }),
    diplomas: [...diplomas],
    goals: [...goals],
    hourlyRate: { amount: rate, currency },
    city,
    country,
    modes: travels ? ['online' as const, 'in_person' as const] : ['online' as const],
    ...(travels && {
      location: { lat: travels.lat, lng: travels.lng },
      radiusKm: travels.radiusKm,
    }),
  };
}

export const emailOf = (login: string) => `${login}@demo.educonnect.test`;

/** Sixteen characters that are easy to type. */
export function passwordOf(login: string, secret: string): string {
  const digest = createHmac('sha256', secret).update(`demo ${login}`).digest('hex');
  return digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1-');
}

/** A UUID of version 8 (RFC 9562: made of whatever one likes), the same on every machine. */
export function idOf(login: string): string {
  const hex = createHash('sha256').update(`educonnect demo ${login}`).digest('hex');
  const variant = ((parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
