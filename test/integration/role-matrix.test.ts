import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { commentOn, createPost } from '#core/content';
import { decideBan, logout, setRole } from '#core/identity';
import { placePick, withdrawPick } from '#core/picks';
import { newId } from '#platform/ids';
import { vault } from '#platform/vault';
import { CommentOnPost } from '#schemas/comments';
import type { CommentId, ConversationId, EventId, MediaId, PickId, PostId } from '#schemas/common';
import { CONSENT_TEXT } from '#schemas/consents';
import type { Contract } from '#schemas/contract';
import { PlacePick } from '#schemas/picks';
import { CreatePost } from '#schemas/posts';
import { ROUTES } from '#schemas/routes';
import { CURRENT_TERMS } from '#schemas/terms';
import { putNotification } from '../../core/notifications/notification.store.ts';
import { ASKED_IDENTITIES } from '../support/asked-identities.ts';
import { actorOf, identityGround, join, newIp, now } from '../support/bettors.ts';
import { newBuckets } from '../support/buckets.ts';
import { EXPECTED } from '../support/expected-statuses.ts';
import { ask } from '../support/http-event.ts';
import { groupOf, say } from '../support/make/conversations.ts';
import { storedGame } from '../support/make/games.ts';
import { editBody, singleBody } from '../support/make/pick-bodies.ts';
import { tokenHolder } from '../support/make/users.ts';
import { announce } from '../support/uploads.ts';

/**
 * The status of each route for each kind of caller, on each kind of thing that it names. The doors run in this process: the gateway's own
 * refusal of a token on the routes that need one is for test/e2e and the templates.
 */

const hour = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const inSeconds = (at: Date) => Math.floor(at.getTime() / 1000);
const operator = system('set-role');
const ban = (handle: string) => decideBan(system('ban-user'), { kind: 'ban', scope: 'all', handle, reason: 'fraud' }, now);
const give = (handle: string, role: 'user' | 'moderator' | 'admin') =>
  setRole(operator, { handle, role, reason: 'The desk.' }, now);

type Asked = NonNullable<Parameters<typeof ask>[2]>;
interface Person {
  readonly handle: string;
  readonly userId: string;
}
interface Things {
  readonly owner: Person & { readonly user: User };
  readonly banned: Person & { readonly pickId: PickId };
  readonly toCome: EventId;
  readonly started: EventId;
  /** Open picks of the owner's, one for each cell that may change it. */
  readonly open: PickId[];
  readonly locked: PickId;
  readonly withdrawn: PickId;
  readonly notificationId: string;
  readonly mailToken: string;
  /** A post of the owner's, one that the owner deletes in the run, and a comment of the owner's on the first. */
  readonly post: PostId;
  readonly comment: CommentId;
  /** An upload of the owner's whose bytes have not arrived. */
  readonly announced: MediaId;
  /** A group of the owner's. */
  readonly group: ConversationId;
}
let things: Things;
let callers: Readonly<Record<string, Asked>>;

const place = async (user: User, eventId: EventId, at = now) =>
  (await placePick(user, PlacePick.body.parse(singleBody(eventId)), undefined, at)).id as PickId;

async function madeThings(): Promise<Things> {
  const ann = await join();
  const mal = await join();
  const [owner, banned] = [actorOf(ann), actorOf(mal)];
  const [toCome, started] = [await storedGame('nfl', hour(48)), await storedGame('nfl', hour(-1), { seenAt: hour(-30) })];
  const locked = await place(owner, started, hour(-99));
  const withdrawn = await place(owner, toCome, hour(-100));
  await withdrawPick(owner, withdrawn, now);
  const pickId = await place(banned, toCome);
  await ban(mal.user.handle);
  // A young account may place ten in an hour, and its window opens with the first of them.
  const open: PickId[] = [];
  while (open.length < 6 * 12) open.push(await place(owner, toCome, hour(open.length - 98)));
  const notificationId = newId(now);
  const subject = `event#${toCome}`;
  const state = { userId: owner.userId, notificationId, kind: 'pick-locked', subject, members: '', updatedAt: now.toISOString() };
  await putNotification(state, null);
  const { uploadId: announced } = await announce(owner, upload, now);
  const { id: post } = await createPost(owner, CreatePost.body.parse({ kind: 'text', text: 'Dogs only.' }), undefined, now);
  const said = { body: CommentOnPost.body.parse({ text: 'Still.' }), key: undefined };
  const { id: comment } = await commentOn(owner, { type: 'post', id: post }, said, now);
  const { id: group } = await groupOf(owner, [actorOf(await join())], now);
  await say(owner, group, 'Dogs only.', now);
  return {
    mailToken: (await vault()).seal('unsubscribe', owner.userId, 'unsubscribe'),
    open,
    group,
    notificationId,
    post,
    comment,
    announced,
    owner: { handle: ann.user.handle, userId: ann.user.id, user: owner },
    banned: { handle: mal.user.handle, userId: mal.user.id, pickId },
    toCome,
    started,
    locked,
    withdrawn,
  };
}

/** The callers, each with a token that was valid when it was made. */
async function madeCallers(owner: User): Promise<Record<string, Asked>> {
  const people = [];
  while (people.length < 8) people.push(await join());
  const [stranger, moderator, admin, wasModerator, wasAdmin, promoted, banned, left] = people;
  if (!stranger || !moderator || !admin || !wasModerator || !wasAdmin || !promoted || !banned || !left) throw new Error('nobody');
  for (const { user } of [moderator, wasModerator]) await give(user.handle, 'moderator');
  for (const { user } of [admin, wasAdmin, promoted]) await give(user.handle, 'admin');
  for (const { user } of [wasModerator, wasAdmin]) await give(user.handle, 'user');
  await ban(banned.user.handle);
  await logout({ kind: 'public', address: newIp() }, left.refreshToken, now);
  /** A token of a sign-in just now, which is a step-up; of those who were signed out since, of one before that. */
  const as = (user: User, role: User['role'] = 'user'): Asked => ({ as: { ...user, role } });
  const before = (user: User, role?: User['role']): Asked => ({ ...as(user, role), authTime: inSeconds(now) });
  return {
    nobody: {},
    'bad token': { headers: { authorization: 'Bearer e30.e30.e30' } },
    stranger: as(actorOf(stranger)),
    owner: as(owner),
    moderator: as(actorOf(moderator), 'moderator'),
    admin: as(actorOf(admin), 'admin'),
    'was moderator': before(actorOf(wasModerator), 'moderator'),
    'was admin': before(actorOf(wasAdmin), 'admin'),
    'old token of an admin': as(actorOf(promoted)),
    banned: before(actorOf(banned)),
    'signed out': before(actorOf(left)),
    'no account': as(tokenHolder(now)),
  };
}

beforeAll(async () => {
  await identityGround();
  await newBuckets();
  const most = { anonymousPerMinute: 10_000, freePerMinute: 10_000, premiumPerMinute: 10_000 };
  const codes = { codesPerNetworkPerHour: 10_000, codesPerAddressPerHour: 10_000 };
  process.env.LIMITS = JSON.stringify({ ...JSON.parse(process.env.LIMITS ?? '{}'), ...most, ...codes });
  things = await madeThings();
  callers = await madeCallers(things.owner.user);
});

const change = { stakeUnits: '3' };
const device = { platform: 'ios', token: 'a'.repeat(64), locale: 'en-US' };
const review = { result: 'void', reason: 'The line was wrong.' };
const recovery = { channel: 'sms', address: '+12025550123', reason: 'Lost both.' };
const official = { score: { home: 24, away: 20 }, reason: 'Official.' };
const picksOf = (body?: object): Readonly<Record<string, () => Promise<Asked> | Asked>> => ({
  'to come': () => ({ params: { pickId: things.open.pop() ?? '' }, ...(body && { body }) }),
  locked: () => ({ params: { pickId: things.locked }, ...(body && { body }) }),
  withdrawn: () => ({ params: { pickId: things.withdrawn }, ...(body && { body }) }),
  'of a banned user': () => ({ params: { pickId: things.banned.pickId }, ...(body && { body }) }),
  missing: () => ({ params: { pickId: newId(now) }, ...(body && { body }) }),
});
const people = (key: 'params' | 'query' | 'body'): Readonly<Record<string, () => Asked>> => {
  const named = ({ handle, userId }: Person) => ({ [key]: key === 'query' ? { author: userId } : { user: handle } });
  return {
    known: () => named(things.owner),
    banned: () => named(things.banned),
    missing: () => named({ handle: 'nobody_here', userId: newId(now) }),
  };
};
const byId = (name: string): Readonly<Record<string, () => Asked>> => ({
  known: () => ({ params: { [name]: things.owner.userId } }),
  banned: () => ({ params: { [name]: things.banned.userId } }),
  missing: () => ({ params: { [name]: newId(now) } }),
});
const events = (body?: object): Readonly<Record<string, () => Asked>> => ({
  'to come': () => ({ params: { eventId: things.toCome }, ...(body && { body }) }),
  missing: () => ({ params: { eventId: newId(now) }, ...(body && { body }) }),
});

const words = { text: 'Still.' };
const fire = { name: 'fire' };
type Of = 'known' | 'missing';
/** Each thing with its request. @param only one of the two; both where it is left out @param more further parameters of the path */
const named = (key: string, known: () => string, body?: object, only?: Of, more: object = {}) =>
  Object.fromEntries(
    (only ? [only] : (['known', 'missing'] as const)).map((of): [Of, () => Asked] => [
      of,
      () => ({ params: { [key]: of === 'known' ? known() : newId(now), ...more }, ...(body && { body }) }),
    ]),
  );
const posts = (body?: object, only?: Of, more?: object) => named('postId', () => things.post, body, only, more);
const somePicks = (body?: object, only?: Of, more?: object) => named('pickId', () => things.locked, body, only, more);
const ofComments = (body?: object, only?: Of) => named('commentId', () => things.comment, body, only);
const groups = (body?: object, more?: () => object) =>
  Object.fromEntries(
    (['known', 'missing'] as const).map((of): [Of, () => Asked] => [
      of,
      () => ({ params: { conversationId: of === 'known' ? things.group : newId(now), ...more?.() }, ...(body && { body }) }),
    ]),
  );
const messages = (body?: object) =>
  Object.fromEntries(
    (['known', 'missing'] as const).map((of): [Of, () => Asked] => [
      of,
      () => ({ params: { messageId: `${things.group}_${of === 'known' ? 2 : 999}` }, ...(body && { body }) }),
    ]),
  );
const nobody = () => ({ userId: newId(now) });
const onPeople = (body: object): Readonly<Record<string, () => Asked>> => ({
  banned: () => ({ params: { user: things.banned.userId }, body }),
  missing: () => ({ params: { user: 'nobody_here' }, body }),
});
const upload = { purpose: 'avatar' as const, contentType: 'image/png' as const, bytes: 1, sha256: 'a'.repeat(64) };
const mediaOf = (key: 'params' | 'body', name = 'mediaId'): Readonly<Record<string, () => Asked>> => ({
  announced: () => ({ [key]: { [name]: things.announced } }),
  missing: () => ({ [key]: { [name]: newId(now) } }),
});

/** Routes that take nothing. */
const NOTHING_ASKED = [
  ...['GetMe', 'GetCare', 'GetConsents', 'GetStakeLimits', 'ListBlocks', 'ListMutes', 'ListContacts'],
  ...['ListEvents', 'ListSports'],
  ...['GetMyAnalytics', 'GetLeaderboard', 'GetFollowing'],
];

/** The requests of each route, by the thing that they name. A route that is missing here fails the test. */
const ASKED: Readonly<Record<string, Readonly<Record<string, () => Promise<Asked> | Asked>>>> = {
  SendCode: { '': () => ({ body: {} }) },
  VerifyCode: { '': () => ({ body: {} }) },
  Register: { '': () => ({ body: {} }) },
  Refresh: { '': () => ({ body: {} }) },
  Logout: { '': () => ({ body: {} }) },
  ListSessions: { '': () => ({}) },
  EndSession: { missing: () => ({ params: { sessionId: newId(now) } }) },
  EndOtherSessions: { '': () => ({}) },
  SendStepUpCode: { '': () => ({ body: { channel: 'email' } }) },
  SendAddressCode: { '': () => ({ body: { channel: 'email', address: 'someone@example.com' } }) },
  SetAddress: {
    '': () => ({ params: { channel: 'sms' }, body: { address: '+12025550123', attemptToken: 'x', code: '000000' } }),
  },
  RemoveAddress: { '': () => ({ params: { channel: 'email' } }) },
  ShowUndo: { missing: () => ({ params: { token: `1.${'a'.repeat(60)}` } }) },
  UndoAddressChange: { missing: () => ({ params: { token: `1.${'a'.repeat(60)}` } }) },
  RecoverAccount: {
    known: () => ({ params: { user: things.owner.handle }, body: recovery }),
    missing: () => ({ params: { user: 'nobody_here' }, body: recovery }),
  },
  ...ASKED_IDENTITIES,
  ListAuditTrail: { '': () => ({}) },
  GetTerms: { '': () => ({}) },
  AcceptTerms: { '': () => ({ body: CURRENT_TERMS }) },
  StepUp: { '': () => ({ body: { channel: 'email', attemptToken: 'x', code: '000000' } }) },
  ...Object.fromEntries(NOTHING_ASKED.map((name) => [name, { '': () => ({}) }])),
  UpdateMe: { '': () => ({ body: { bio: 'Underdogs only.' } }) },
  GetUser: people('params'),
  DeclareRegion: { '': () => ({ body: { region: 'US-NJ', timeZone: 'America/New_York' } }) },
  StateAgeSignal: { '': () => ({ params: { store: 'app_store' }, body: { upper: null } }) },
  Exclude: { '': () => ({ body: { term: 'forever' } }) },
  CoolOff: { '': () => ({ body: { hours: 1 } }) },
  SetConsents: {
    '': () => ({ body: { push: true, location: false, contacts: false, photos: false, text: CONSENT_TEXT } }),
  },
  SetRealityCheck: { '': () => ({ body: { minutes: 60 } }) },
  SetStakeLimit: { '': () => ({ params: { period: 'month' }, body: { units: '90000' } }) },
  ConfirmStakeLimit: { 'without a raise': () => ({ params: { period: 'month' } }) },
  FollowUser: people('params'),
  UnfollowUser: people('params'),
  RingBell: people('params'),
  SilenceBell: people('params'),
  ListFollowRequests: { '': () => ({}) },
  AcceptFollow: byId('userId'),
  DeclineFollow: byId('userId'),
  RemoveFollower: byId('userId'),
  ListFollowers: people('params'),
  ListFollowing: people('params'),
  MuteUser: people('params'),
  UnmuteUser: people('params'),
  RequestContact: people('body'),
  AcceptContact: byId('id'),
  DeleteContact: byId('id'),
  BlockUser: people('params'),
  UnblockUser: people('params'),
  GetEvent: events(),
  PlacePick: {
    'to come': () => ({ body: singleBody(things.toCome) }),
    started: () => ({ body: singleBody(things.started) }),
    missing: () => ({ body: singleBody(newId<EventId>(now)) }),
  },
  GetPick: picksOf(),
  ListRevisions: picksOf(),
  EditPick: picksOf(editBody(1, change)),
  WithdrawPick: picksOf(),
  ListPicks: people('query'),
  ListUserPicks: people('params'),
  CreatePost: {
    text: () => ({ body: { kind: 'text', text: 'Dogs only.' } }),
    'of a pick': () => ({ body: { kind: 'pick', pickId: things.locked } }),
    'of a missing pick': () => ({ body: { kind: 'pick', pickId: newId(now) } }),
  },
  GetPost: posts(),
  ListPostRevisions: posts(),
  ListUserPosts: people('params'),
  EditPost: posts({ text: 'Cats only.', revision: 9 }),
  DeletePost: posts(undefined, 'missing'),
  // The routes of posts and of picks are the same use cases, and a young account comments twice a minute.
  CommentOnPost: posts(words, 'known'),
  CommentOnPick: somePicks(words, 'missing'),
  ListPostComments: posts(undefined, 'known'),
  ListPickComments: somePicks(undefined, 'missing'),
  EditComment: ofComments(words),
  DeleteComment: ofComments(undefined, 'missing'),
  ReactToPost: posts(fire, 'known'),
  ReactToPick: somePicks(fire, 'missing'),
  UnreactToPost: posts(undefined, 'known', fire),
  UnreactToPick: somePicks(undefined, 'missing', fire),
  ListPostReactions: posts(undefined, 'known'),
  ListPickReactions: somePicks(undefined, 'missing'),
  BookmarkPost: posts(undefined, 'known'),
  BookmarkPick: somePicks(undefined, 'missing'),
  UnbookmarkPost: posts(undefined, 'known'),
  UnbookmarkPick: somePicks(undefined, 'missing'),
  ListBookmarks: { '': () => ({}) },
  MutePost: posts(undefined, 'known'),
  MutePick: somePicks(undefined, 'missing'),
  UnmutePost: posts(undefined, 'known'),
  UnmutePick: somePicks(undefined, 'missing'),
  CreateConversation: {
    known: () => ({ body: { kind: 'direct', userId: things.owner.userId } }),
    missing: () => ({ body: { kind: 'direct', userId: newId(now) } }),
    strangers: () => ({
      headers: { 'idempotency-key': randomUUID() },
      body: { kind: 'group', name: 'Sunday', memberIds: [newId(now)] },
    }),
  },
  ListConversations: { '': () => ({}) },
  GetConversation: groups(),
  UpdateConversation: groups({ name: 'Monday' }),
  SetConversation: groups({ pinned: true }),
  ClearHistory: { missing: groups().missing as () => Asked },
  PinMessage: messages(),
  UnpinMessage: messages(),
  ReactToMessage: messages({ name: 'fire' }),
  UnreactToMessage: named('messageId', () => `${things.group}_2`, undefined, 'known', { name: 'wow' }),
  SearchMessages: { '': () => ({ query: { q: 'dogs' } }) },
  CreateInvite: groups({}),
  ListInvites: groups(),
  RevokeInvite: groups(undefined, () => ({ inviteId: newId(now) })),
  PreviewInvite: { missing: () => ({ params: { token: 'A'.repeat(43) } }) },
  JoinByInvite: { missing: () => ({ params: { token: 'A'.repeat(43) } }) },
  AcceptConversation: groups(),
  DeclineConversation: groups({}),
  AddMember: groups(undefined, nobody),
  RemoveMember: groups(undefined, nobody),
  SetMemberRole: groups({ role: 'admin' }, nobody),
  SetOwner: {
    known: () => ({ params: { conversationId: things.group }, body: nobody() }),
    missing: () => ({ params: { conversationId: newId(now) }, body: nobody() }),
  },
  ListMessages: groups(),
  ListReceipts: messages(),
  ReadMessages: groups({ seq: 1 }),
  SendMessage: {
    known: () => ({
      params: { conversationId: things.group },
      body: { type: 'text', text: 'Hi.', clientMessageId: randomUUID() },
    }),
    missing: () => ({
      params: { conversationId: newId(now) },
      body: { type: 'text', text: 'Hi.', clientMessageId: randomUUID() },
    }),
  },
  EditMessage: messages({ text: 'Or not.', revision: 9 }),
  DeleteMessage: messages(),
  SyncConversations: { '': () => ({ body: { known: {} } }) },
  GetChatSettings: { '': () => ({}) },
  SetChatSettings: { '': () => ({ body: { presence: true, receipts: true, previews: true } }) },
  GetUserStats: people('params'),
  ReportSubject: {
    known: () => ({ body: { subject: { type: 'user', id: things.owner.userId }, reason: 'spam' } }),
    missing: () => ({ body: { subject: { type: 'user', id: newId(now) }, reason: 'spam' } }),
    'a message': () => ({ body: { subject: { type: 'message', id: `${things.group}_2` }, reason: 'spam' } }),
  },
  ListReports: { '': () => ({}) },
  DecideReport: { missing: () => ({ params: { caseId: newId(now) }, body: { action: 'dismiss', reason: 'Nothing in it.' } }) },
  BanUser: onPeople({ scope: 'posting', reason: 'Insults.' }),
  LiftBan: onPeople({ scope: 'messaging', reason: 'Enough.' }),
  SetTier: onPeople({ tier: 'premium', reason: 'A gift.' }),
  AppealBan: { '': () => ({ body: { text: 'It was not me.' } }) },
  RequestExport: { '': () => ({}) },
  GetExport: { '': () => ({}) },
  // Whoever may call is told that this is no time: the people of the matrix stay.
  DeleteMe: { '': () => ({ query: { when: 'never' } }) },
  DeleteByCode: { '': () => ({ body: {} }) },
  CancelDeletion: { missing: () => ({ body: { cancelToken: 'x' } }) },
  ShowDeletion: { '': () => ({}) },
  PlaceLegalHold: onPeople({ reason: 'An order of a court.' }),
  EndLegalHold: onPeople({ reason: 'The case is closed.' }),
  GenerateDeepLink: { '': () => ({ body: { book: 'DraftKings' } }) },
  FollowDeepLink: { missing: () => ({ params: { clickId: '1.abc' } }) },
  ListClicks: { '': () => ({}) },
  SharePick: somePicks(),
  SharePickImage: somePicks(undefined, 'missing', { file: `${'0'.repeat(16)}.png` }),
  ...Object.fromEntries(['ShowAppleAssociation', 'ShowAssetLinks', 'GetConfig'].map((name) => [name, { '': () => ({}) }])),
  SearchUsers: { '': () => ({ query: { q: things.owner.handle } }) },
  GetFeed: { '': () => ({}) },
  GetTrending: { '': () => ({}) },
  GiveFeedback: {
    known: () => ({ body: { itemId: things.post, feedback: 'less' } }),
    missing: () => ({ body: { itemId: newId(now), feedback: 'less' } }),
  },
  PresignUpload: { '': () => ({ body: upload }) },
  ConfirmUpload: mediaOf('body', 'uploadId'),
  GetMedia: mediaOf('params'),
  SetAvatar: mediaOf('body'),
  RemoveAvatar: { '': () => ({}) },
  AddProof: picksOf({ url: 'https://share.fanduel.com/slip/1' }),
  IssueTicket: { '': () => ({}) },
  DecideEvent: {
    started: async () => ({
      params: { eventId: await storedGame('nfl', hour(-4), { seenAt: hour(-30) }) },
      body: official,
    }),
    ...events(official),
  },
  ListReviews: { '': () => ({}) },
  ListWaitingEvents: { '': () => ({ query: { waiting: 'result' } }) },
  ListNotifications: { '': () => ({}) },
  CountUnread: { '': () => ({}) },
  MarkSeen: { '': () => ({ body: { through: newId(now) } }) },
  StopMails: { '': () => ({ params: { token: things.mailToken } }) },
  MarkRead: {
    "of the owner's": () => ({ params: { notificationId: things.notificationId } }),
    missing: () => ({ params: { notificationId: newId(now) } }),
  },
  GetPreferences: { '': () => ({}) },
  SetPreferences: { '': () => ({ body: { kinds: {}, quietHours: null } }) },
  PutDevice: { '': () => ({ params: { deviceId: randomUUID() }, body: device }) },
  RemoveDevice: { '': () => ({ params: { deviceId: randomUUID() } }) },
  ReviewPick: picksOf(review),
};

/** Callers whom a gate may stop: a route is asked only where its gate decides, which is before anything that it names. */
const GATED: Readonly<Record<string, readonly [asked: Partial<User>, refused: string, gates: readonly string[]]>> = {
  'in a restricted region': [{}, 'REGION_NOT_AVAILABLE', ['account', 'boards', 'odds', 'offers']],
  'under 21': [{ age: 20 }, 'AGE_VERIFICATION_REQUIRED', ['odds', 'offers']],
  excluded: [{ excludedUntil: hour(1).toISOString() }, 'EXCLUDED', ['boards', 'odds', 'offers']],
};

/** All but older names of a route, which run its code (test/integration/identity.test.ts). */
const routes = Object.entries(ROUTES).flatMap(([domain, contracts]) =>
  (contracts as readonly Contract[]).filter(({ deprecated }) => !deprecated).map((route) => ({ domain, route })),
);

it('each caller gets from each route what its access, its permission and its owner allow', async () => {
  expect(Object.keys(ASKED).toSorted()).toEqual(routes.map(({ route }) => route.name).toSorted());
  const rows = new Map<string, string[]>();
  for (const { domain, route } of routes) {
    const { handler } = (await import(`../../lambdas/http/${domain}.ts`)) as { handler: Parameters<typeof ask>[0] };
    for (const [of, asked] of Object.entries(ASKED[route.name] ?? {})) {
      const statuses: number[] = [];
      for (const caller of Object.values(callers)) {
        const { status } = await ask(handler, route, { ...(await asked()), ...caller, ip: newIp() });
        statuses.push(status);
      }
      const row = statuses.join(' ');
      rows.set(row, [...(rows.get(row) ?? []), `${route.name} ${of}`.trimEnd()]);
    }
  }
  const [head, ...groups] = EXPECTED.trim().split('\n\n');
  const expected = groups.map((group) => {
    const [row = '', ...names] = group.split('\n');
    return [row, names.join(' ').split(', ')] as const;
  });
  expect(Object.keys(callers).join(', ')).toBe(head);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(expected));
});

it('each route refuses whom its gate stops, and nobody else for it', async () => {
  for (const [who, [more, code, gates]] of Object.entries(GATED)) {
    process.env.REGIONS = JSON.stringify({ '*': code === 'REGION_NOT_AVAILABLE' ? 'US-WA' : 'US-NJ' });
    const stopped = routes.filter(({ route }) => gates.includes(route.gated ?? 'account'));
    const others = routes.filter(({ route }) => route.gated === 'none' && route.method === 'GET');
    for (const { domain, route } of [...stopped, ...others]) {
      const { handler } = (await import(`../../lambdas/http/${domain}.ts`)) as { handler: Parameters<typeof ask>[0] };
      const [asked] = Object.values(ASKED[route.name] ?? {});
      const { status, error } = await ask(handler, route, {
        ...(await asked?.()),
        as: { ...tokenHolder(now), ...more },
        ip: newIp(),
      });
      const isStopped = gates.includes(route.gated ?? 'account');
      if (isStopped) expect([status, error.code], `${who}: ${route.name}`).toEqual([403, code]);
      else expect(error?.code, `${who}: ${route.name}`).not.toBe(code);
    }
  }
  process.env.REGIONS = JSON.stringify({ '*': 'US-NJ' });
});
