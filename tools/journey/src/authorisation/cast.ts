import { randomBytes } from 'node:crypto';
import { memoryTokens, tokenSession } from '@edu/client';
import { DEFAULT_LOCALE, isStaffRole, newId, type Role } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { profileRpc } from '@edu/contracts-profile';
import type { RpcCaller } from '@edu/demo';
import type { SoftwareAuthenticator } from '@edu/simulators/authenticator/software-authenticator';
import { startTeaching, type Person } from '../actors.ts';
import type { ApiClient } from '../api-client.ts';
import { eventually } from '../eventually.ts';
import { clientAt } from '../gateway-client.ts';
import { openLesson } from '../open-lesson.ts';
import { announceDocument, submitAddress } from '../send-document.ts';
import { enrolStaff } from '../staff-passkey.ts';
import { openFamily } from './family.ts';
import { openPayouts } from './payout.ts';
import { openProvider } from './provider.ts';
import { openRefund } from './refund.ts';
import { openSeries } from './series.ts';
import { askForExport, PASSWORD, signIn, stepUp, tokenOf } from './sign-in.ts';
import type { Standing } from './expectation.ts';
import { suspend } from './suspended.ts';
import { addPasskey, linkIssuer } from './ways-in.ts';

/** Somebody who tries everything. */
export interface Actor extends Standing {
  readonly name: string;
  readonly id: string;
  /** Undefined for who has none. */
  readonly accessToken: string | undefined;
  /** What is theirs: ids by the kind of thing, as contracts name it. */
  readonly owns: Readonly<Record<string, string>>;
  /** What is their linked child's, by the same kinds. */
  readonly ofChild: Readonly<Record<string, string>>;
  /** Adds one more child; undefined for who has none. */
  readonly addChild: (() => Promise<string>) | undefined;
  /** Is invited once more. */
  readonly invite?: () => Promise<string>;
  /** Signs in once more; undefined for who cannot. */
  readonly signInAgain: (() => Promise<string>) | undefined;
  /** An access token of somebody new who stands as they do; undefined for who has no account. */
  readonly ofAnother: (() => Promise<string>) | undefined;
}

export interface Cast {
  readonly actors: readonly Actor[];
  /** What is somebody’s whom nobody of the cast is, by kind. */
  readonly bystanders: Readonly<Record<string, string>>;
  /** How long after it a suspension was known at the gateway and at each service, in ms. */
  readonly suspendedAfterMs: number;
}

interface Stage {
  readonly api: ApiClient;
  /** As the operator. */
  readonly operator: RpcCaller;
  readonly stripeUrl: string;
  /** Of an administrator of the databases. */
  readonly databaseUrl: string;
}

interface Member {
  readonly id: string;
  readonly role: Role;
  readonly email: string;
  readonly accessToken: string;
  readonly sessionId: string;
  readonly person: Person;
  /** With the passkey of staff; nobody else has one. */
  readonly device?: SoftwareAuthenticator | undefined;
}

/** Makes everybody, and two paid lessons that two learners have with two providers. */
export async function openCast(stage: Stage): Promise<Cast> {
  const roles = {
    'learner A': 'student',
    'learner B': 'parent',
    'provider A': 'tutor',
    'provider B': 'tutor',
    suspended: 'student',
    ...{ support: 'support', trust: 'trust', finance: 'finance', admin: 'admin' },
    bystander: 'student',
    child: 'student',
    'provider of the child': 'tutor',
    ...{ 'another parent': 'parent', 'another child': 'student' },
  } as const satisfies Record<string, Role>;
  const members = Object.fromEntries(
    await Promise.all(
      Object.entries(roles).map(
        async ([name, role]) =>
          [name, await (isStaffRole(role) ? joinStaff : join)(stage, role)] as const,
      ),
    ),
  ) as Record<keyof typeof roles, Member>;
  const sides = ['A', 'B'] as const;
  const owned = Object.fromEntries(
    await Promise.all(
      sides.map(async (side) => {
        const provider = members[`provider ${side}`];
        const taught = await openProvider(provider.person);
        const kyc = await openKyc(stage.api, provider, members.trust);
        const paid = await openPayouts(stage, provider.id, {
          ...{ token: await stepUp(stage.api, provider), finance: members.finance.accessToken },
        });
        const learner = members[`learner ${side}`];
        const lesson = await openLessonOf(stage, provider, learner);
        const token = await stepUp(stage.api, learner);
        const passkey = await addPasskey(stage.api, token);
        const link = await linkIssuer(stage.api, token, learner.email);
        const copy = await askForExport(stage.api, learner);
        const { api, stripeUrl } = stage;
        const refund = await openRefund(api, stripeUrl, provider.person, learner.person);
        const owns = { ...lesson, ...taught, passkey, link, kyc, ...paid, copy, refund };
        return [side, owns] as const;
      }),
    ),
  ) as Record<
    'A' | 'B',
    Awaited<ReturnType<typeof openLessonOf>> &
      Record<
        'upload' | 'group' | 'passkey' | 'link' | 'account' | 'payout' | 'copy' | 'refund',
        string
      > & { kyc: Kyc }
  >;
  const family = await openFamily(stage.api, members, async (child) => {
    // Somebody else's: the open slots of the others are taken.
    const provider = members['provider of the child'];
    await startTeaching(provider.person);
    await stage.operator.call(profileRpc.seedIdentity, { providerId: provider.id });
    // Booking learns of the identity by an event.
    return eventually(() => openLessonOf(stage, provider, members[child]));
  });
  const suspendedAfterMs = await suspend(stage, members.suspended);
  const proven = async (member: Member) => ({
    ...member,
    accessToken: await stepUp(stage.api, member),
  });
  const admin = await proven(members.admin);
  const provider = await proven(members['provider A']);
  const byOne = await join(stage, 'support');
  const likeThem = ({ role, device }: Member) => (device ? joinStaff : join)(stage, role);

  const actor = (
    name: string,
    member: Member,
    owns: Readonly<Record<string, string>> = {},
    standing: Partial<Standing> = {},
    more: Partial<Pick<Actor, 'ofChild' | 'addChild' | 'invite'>> = {},
  ): Actor => ({
    ...{ name, id: member.id, roles: [member.role], accessToken: member.accessToken },
    ...{ token: 'valid', steppedUp: false, byPasskey: member.device !== undefined },
    ...standing,
    owns: { account: member.id, 'sign-in session': member.sessionId, ...owns },
    ...{ ofChild: {}, addChild: undefined, ...more },
    signInAgain:
      standing.token === 'ended' ? undefined : () => tokenOf(stage.api, member, standing),
    ofAnother:
      standing.token === 'ended'
        ? undefined
        : async () => tokenOf(stage.api, await likeThem(member), standing),
  });
  const nobody = (name: string): Actor => ({
    ...{ name, id: newId(), roles: [], token: 'none', accessToken: undefined },
    ...{ steppedUp: false, owns: {}, ofChild: {}, addChild: undefined },
    ...{ signInAgain: undefined, ofAnother: undefined },
  });
  const party = (side: 'A' | 'B') => ({
    booking: owned[side].booking,
    series: owned[side].series,
  });
  const ofProvider = (side: 'A' | 'B') => ({
    ...party(side),
    profile: members[`provider ${side}`].id,
    ...{ upload: owned[side].upload, group: owned[side].group },
    ...{ ...owned[side].kyc, 'payout account': owned[side].account },
    payout: owned[side].payout,
    notification: owned[side].providersNotification,
  });
  return {
    actors: [
      nobody('anonymous'),
      await unverified(stage.api, nobody('unverified')),
      actor('suspended', members.suspended, {}, { token: 'ended' }),
      ...sides.flatMap((side) => [
        actor(
          `learner ${side}`,
          members[`learner ${side}`],
          {
            ...party(side),
            passkey: owned[side].passkey,
            'issuer link': owned[side].link,
            export: owned[side].copy,
            payment: owned[side].payment,
            refund: owned[side].refund,
            notification: owned[side].learnersNotification,
            ...family.owns[side],
          },
          {},
          family.more[side],
        ),
        actor(`provider ${side}`, members[`provider ${side}`], ofProvider(side)),
      ]),
      // Asks for what its parent then allows or not.
      actor('child', members.child, family.childs),
      ...(['support', 'trust', 'finance'] as const).map((name) => actor(name, members[name])),
      actor('support by one factor', byOne),
      actor('admin', admin, { export: await askForExport(stage.api, admin) }, { steppedUp: true }),
      actor('provider A with a fresh proof', provider, ofProvider('A'), { steppedUp: true }),
      actor('admin without a fresh proof', members.admin),
    ],
    bystanders: {
      ...{ account: members.bystander.id, 'sign-in session': members.bystander.sessionId },
      ...family.bystanders,
    },
    suspendedAfterMs,
  };
}

async function join({ api, operator }: Stage, role: Role): Promise<Member> {
  const email = `${role}.${randomBytes(6).toString('hex')}@journey.test`;
  const displayName = 'Somebody';
  const account = { role, email, password: PASSWORD, displayName };
  const { id } = await operator.call(authRpc.seedAccount, account);
  const { accessToken, refreshToken, sessionId } = await signIn(api, { email });
  const session = tokenSession(memoryTokens({ accessToken, refreshToken }));
  const locale = DEFAULT_LOCALE;
  const person: Person = {
    ...{ id, displayName, locale, session, token: accessToken },
    api: clientAt(api, { session, locale }),
  };
  return { id, role, email, accessToken, sessionId, person };
}

async function joinStaff(stage: Stage, role: Role): Promise<Member> {
  const { api } = stage;
  const member = await join(stage, role);
  const { email } = member;
  const { device } = await enrolStaff(api, stage.operator, { email, password: PASSWORD });
  return { ...member, device, ...(await signIn(api, { email, device })) };
}

/** Whoever has not given the code back has no account to sign in to. */
async function unverified(api: ApiClient, actor: Actor): Promise<Actor> {
  const email = `unverified.${randomBytes(6).toString('hex')}@journey.test`;
  const address = { channel: 'email', email } as const;
  const who = { role: 'tutor', displayName: 'Nobody yet', address, password: PASSWORD } as const;
  await api.ok(authRpc.register, who);
  const answer = await api.call(authRpc.login, { address, password: PASSWORD });
  if (answer.status !== 401) throw new Error(`the unverified signed in: ${answer.status}`);
  return actor;
}

type Kyc = Record<'kyc upload' | 'kyc case' | 'kyc document', string>;

/** Documents of theirs that wait for a reviewer, and one that they have announced. */
async function openKyc(api: ApiClient, provider: Member, reviewer: Member): Promise<Kyc> {
  const token = await stepUp(api, provider);
  await submitAddress(api, token);
  const { uploadId } = await announceDocument(api, token, 'diploma');
  const staff = { token: reviewer.accessToken };
  const query = { check: 'address', limit: 100 } as const;
  const { items } = await api.ok(profileRpc.listKycCases, query, staff);
  const { caseId } = items.find(({ providerId }) => providerId === provider.id)!;
  const { documents } = await api.ok(profileRpc.getKycCase, { caseId }, staff);
  return {
    'kyc upload': uploadId,
    'kyc case': caseId,
    'kyc document': documents[0]!.documentId,
  };
}

/** A paid lesson whose classroom is open, with all that hangs on it. */
async function openLessonOf({ api, stripeUrl }: Stage, provider: Member, learner: Member) {
  const bookingId = await openLesson(api, stripeUrl, provider.person, learner.person);
  const query = { bookingId };
  const { items } = await learner.person.api.get('/api/v1/payments', { params: { query } });
  const notified = ({ person }: Member) =>
    eventually(async () => {
      const [first] = (await person.api.get('/api/v1/me/notifications')).items;
      if (!first) throw new Error('no notification came');
      return first.id;
    });
  const [learnersNotification, providersNotification] = await Promise.all(
    [learner, provider].map(notified),
  );
  return {
    ...{ booking: bookingId, payment: items[0]!.id },
    series: await openSeries(api, provider.id, learner.person),
    learnersNotification: learnersNotification!,
    providersNotification: providersNotification!,
  };
}
