import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { bookmark, commentOn, createPost, hintOfPick, hintOfPost, itemRef, postById, react } from '#core/content';
import { updateTrends } from '#core/feed';
import { acceptFollow, blockUser, followUser, muteUser, requestContact } from '#core/graph';
import { decideBan } from '#core/identity';
import { createConversation, sendMessage } from '#core/messaging';
import { deliver } from '#core/notifications';
import { pickById, placePick } from '#core/picks';
import { updateMe } from '#core/users';
import { signCursor } from '#data/cursor';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import type { CommentId, ConversationId, EventId, MessageId, PickId, PostId, UserId } from '#schemas/common';
import type { Contract } from '#schemas/contract';
import { PlacePick } from '#schemas/picks';
import { CreatePost } from '#schemas/posts';
import { ROUTES } from '#schemas/routes';
import { addRecent } from '../../core/feed/author-feed.store.ts';
import type { FeedRef } from '../../core/feed/feed-ref.ts';
import { writeRows } from '../../core/feed/feed-row.store.ts';
import { noteRead } from '../../core/feed/reader.store.ts';
import { noteBucket, trendPart } from '../../core/feed/trend.store.ts';
import { bucketOf } from '../../core/feed/trend-rules.ts';
import { callerEntity } from '../../core/limits/caller.entity.ts';
import { limitEntity } from '../../core/limits/limit.entity.ts';
import { ONLY } from '../../core/notifications/group-rules.ts';
import { updateSearch } from '../../core/search/update-search.ts';
import { pointTo, writeBoard } from '../../core/stats/board.store.ts';
import { cardEntity } from '../../core/users/card.entity.ts';
import { handleEntity } from '../../core/users/handle.entity.ts';
import { userEntity } from '../../core/users/user.entity.ts';
import { forgetAnswers } from '../../lambdas/middleware/public-answers.ts';
import { identityGround, later, newIp, now, tag } from '../support/bettors.ts';
import { EXPECTED_SIGHTS } from '../support/expected-sights.ts';
import { type Asked, ask } from '../support/http-event.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { bettor } from '../support/make/users.ts';

/**
 * Every route that shows a person's things or takes a person's name, for one viewer and, where the route is public, for a caller without a
 * token, on people who differ by what is between them and the viewer. A cell says what the reply has of the person: `whole` their words,
 * `named` the id alone, `-` neither, `done` a write, or the status of a refusal.
 */

/** The people, in the order of the columns: the viewer follows `open`, `muted`, `followed`, `banned` and `gone`. `missing` never was. */
const KINDS = ['open', 'blocks', 'blocked', 'muted', 'private', 'followed', 'banned', 'gone', 'missing'] as const;
type Kind = (typeof KINDS)[number];
/** The ids of somebody and of what they made. */
interface Person {
  readonly user: User;
  readonly userId: UserId;
  readonly handle: string;
  readonly pickId: PickId;
  /** The game on which this person alone has a pick. */
  readonly eventId: EventId;
  readonly postId: PostId;
  /** A post for followers alone. */
  readonly innerPostId: PostId;
  /** On a post of a third person. */
  readonly commentId: CommentId;
  /** Between the two of them, with a message of this person's. */
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
}
/** Words of this person that only those may read who see all. */
const secretOf = ({ handle }: Pick<Person, 'handle'>): string => `Words of ${handle} for those who see all.`;
const MINUTE = 60_000;

let people: Readonly<Record<Kind, Person>>;
let viewer: User;
let hub: User;
/** A post of the hub, on which everybody has commented and to which everybody has reacted. */
let hubPost: PostId;

const post = async (user: User, text: string, visibility: 'everyone' | 'followers' = 'everyone'): Promise<PostId> =>
  (await createPost(user, CreatePost.body.parse({ kind: 'text', text, visibility }), undefined, now)).id;
const comment = async (user: User, type: 'post' | 'pick', id: string, text: string): Promise<CommentId> =>
  (await commentOn(user, itemRef(type, id), { body: { text, mentions: [] }, key: undefined }, now)).id;

async function person(): Promise<Person> {
  const handle = `v_${tag()}`;
  const words = secretOf({ handle });
  const user = await bettor(handle, later(-2 * 86_400_000));
  await updateMe(user, { bio: words }, now);
  const eventId = await storedGame('nfl', later(48 * 3_600_000));
  const body = PlacePick.body.parse({ ...singleBody(eventId), analysis: words });
  const { id: pickId } = await placePick(user, body, undefined, now);
  const [postId, innerPostId] = [await post(user, words), await post(user, words, 'followers')];
  const commentId = await comment(user, 'post', hubPost, words);
  for (const item of [itemRef('post', hubPost), itemRef('post', postId), itemRef('pick', pickId)])
    await react(user, item, 'fire', now);
  for (const [type, id] of [
    ['post', postId],
    ['pick', pickId],
  ] as const)
    await comment(user, type, id, words);
  await followUser(user, hub.userId, now);
  await followUser(hub, user.userId, now);
  await followUser(user, viewer.userId, now);
  await updateSearch(user.userId);
  await requestContact(user, viewer.userId, now);
  await requestContact(viewer, user.userId, now);
  const direct = { body: { kind: 'direct' as const, userId: viewer.userId }, key: undefined };
  const { id: conversationId } = await createConversation(user, direct, now);
  const message = { type: 'text' as const, text: words, clientMessageId: randomUUID() };
  const { id: messageId } = await sendMessage(user, conversationId, message, now);
  const talk = { conversationId, messageId: messageId as MessageId };
  return { user, userId: user.userId, handle, pickId, eventId, postId, innerPostId, commentId, ...talk };
}

/** Fills the viewer's own lists with what they would have from the time when everybody was open: feed rows, a trend, a bookmark, a notification. */
async function remembered({ userId: authorId, postId, pickId }: Person): Promise<void> {
  const [stored, pick] = await Promise.all([postById(postId), pickById(pickId)]);
  if (!stored || !pick) throw new Error('nothing to list');
  const ref: FeedRef = { type: 'post', id: postId, authorId, hint: hintOfPost(stored) };
  const tip: FeedRef = { type: 'pick', id: pickId, authorId, hint: hintOfPick(pick) };
  await addRecent(authorId, [ref, tip], now);
  await writeRows([ref, tip].map((each) => ({ readerId: viewer.userId, ref: each })));
  const counted = { ref: tip, sports: ['american_football'] as const, people: 50 };
  await transact({ trend: trendPart(counted, bucketOf(later(-20 * MINUTE)), later(-20 * MINUTE)) });
  await bookmark(viewer, itemRef('post', postId), now);
  const subject = `user#${authorId}`;
  const facts = [{ by: authorId, mark: ONLY }];
  await deliver({ task: 'tell', key: '0a0b0c0d', userId: viewer.userId, kind: 'follow-request', subject, facts }, now);
}

async function remove({ userId, handle }: Person): Promise<void> {
  await userEntity().delete({ userId }).go();
  await cardEntity().delete({ userId }).go();
  await handleEntity().delete({ handle }).go();
}

async function board(all: readonly Person[]): Promise<void> {
  const rows = all.map(({ userId, handle }, i) => ({
    ...{ rank: i + 1, userId, handle, displayName: handle, score: '0.100000', wins: 10, losses: 2, pushes: 0 },
    ...{ decided: 12, turnover: 12_000_000, profit: 3_000_000, events: 12, above: 0 },
  }));
  await writeBoard({ board: 'roi#30d', version: 'v1', expiresAt: Math.floor(now.getTime() / 1000) + 86_400 }, rows);
  await pointTo({ board: 'roi#30d', version: 'v1', builtAt: now.toISOString(), size: rows.length });
}

beforeAll(async () => {
  await identityGround();
  const most = { anonymousPerMinute: 10_000, freePerMinute: 10_000, premiumPerMinute: 10_000 };
  process.env.LIMITS = JSON.stringify({ ...JSON.parse(process.env.LIMITS ?? '{}'), ...most });
  [viewer, hub] = (await Promise.all(['viewer', 'hub'].map((name) => bettor(`${name}_${tag()}`, later(-2 * 86_400_000))))) as [
    User,
    User,
  ];
  await updateMe(viewer, { private: true, sports: ['american_football'] }, now);
  hubPost = await post(hub, 'What do you think?');
  const made: Person[] = [];
  while (made.length < KINDS.length - 1) made.push(await person());
  const missing: Person = {
    ...{
      user: viewer,
      userId: newId<UserId>(now),
      handle: `v_${tag()}`,
      pickId: newId<PickId>(now),
      eventId: newId<EventId>(now),
    },
    ...{ postId: newId<PostId>(now), innerPostId: newId<PostId>(now), commentId: newId<CommentId>(now) },
    ...{ conversationId: newId<ConversationId>(now), messageId: newId<MessageId>(now) },
  };
  people = Object.fromEntries(KINDS.map((kind, i) => [kind, made[i] ?? missing])) as typeof people;
  await board(made);
  await noteBucket('american_football', bucketOf(later(-20 * MINUTE)), later(-20 * MINUTE));
  await noteRead(viewer.userId, later(-MINUTE));
  for (const one of made) await remembered(one);
  await updateTrends(system('update-trends'), later(-8 * MINUTE));
  const { open, blocks, blocked, muted, followed, banned, gone } = people;
  for (const one of [people.private, followed]) await updateMe(one.user, { private: true }, now);
  for (const one of [open, muted, followed, banned, gone]) await followUser(viewer, one.userId, now);
  await acceptFollow(followed.user, viewer.userId, now);
  await muteUser(viewer, muted.userId, now);
  await blockUser(viewer, blocked.userId, now);
  await blockUser(blocks.user, viewer.userId, now);
  await decideBan(system('ban-user'), { kind: 'ban', scope: 'all', handle: banned.handle, reason: 'fraud' }, now);
  await remove(gone);
});

/** Forgets the calls that the viewer has made: the table asks more at once than a person may. */
async function forgetCalls(): Promise<void> {
  const subject = `user#${viewer.userId}`;
  await callerEntity().delete({ subject }).go();
  const { data } = await limitEntity().query.primary({ subject }).go({ pages: 'all' });
  for (const { rule, seconds } of data) await limitEntity().delete({ subject, rule, seconds }).go();
}

/** True for routes with a limit of their own; those of others' lists have one in the use case. */
const isCounted = ({ name, limits }: Contract): boolean =>
  limits !== undefined || ['ListFollowers', 'ListFollowing'].includes(name);

type Ask = (of: Person) => Asked;
const named: Ask = ({ handle }) => ({ params: { user: handle } });
const byId: Ask = ({ userId }) => ({ params: { user: userId } });
const pick: Ask = ({ pickId }) => ({ params: { pickId } });
const ofPost: Ask = ({ postId }) => ({ params: { postId } });
const ofHub: Ask = () => ({ params: { postId: hubPost } });
const ofComment: Ask = ({ commentId }) => ({ params: { commentId } });
const fire =
  (ask: Ask): Ask =>
  (of) => ({ ...ask(of), params: { ...ask(of).params, name: 'fire' } });
const withBody =
  (ask: Ask, body: object): Ask =>
  (of) => ({ ...ask(of), body });
const ofTalk: Ask = ({ conversationId }) => ({ params: { conversationId } });
const ofMessage: Ask = ({ messageId }) => ({ params: { messageId } });
const nothing: Ask = () => ({});
/** Refused by the role, before the person is looked up. */
const ofAnybody: Ask = () => ({ params: { user: 'anybody' } });
const report =
  (type: string, idOf: (of: Person) => string): Ask =>
  (of) => ({ body: { subject: { type, id: idOf(of) }, reason: 'spam' } });
const list =
  (query: (of: Person) => Record<string, string>): Ask =>
  (of) => ({ query: query(of) });

/** The requests of each route that shows a person's things or names a person. Writes come last, in an order in which none changes the next. */
const ASKED: Readonly<Record<string, Readonly<Record<string, Ask>>>> = {
  GetUser: { '': named, 'by id': byId },
  GetUserStats: {
    '': named,
    'by id': byId,
    'broken down': (of) => ({ ...named(of), query: { by: 'sport' } }),
  },
  GetPick: { '': pick },
  ListRevisions: { '': pick },
  SharePick: { '': pick },
  SharePickImage: { '': (of) => ({ params: { ...pick(of).params, file: `${'0'.repeat(16)}.png` } }) },
  ListPicks: {
    'of the author': list(({ userId }) => ({ author: userId })),
    'on the event': list(({ eventId }) => ({ event: eventId })),
    'of the author on the event': list(({ userId, eventId }) => ({ author: userId, event: eventId })),
  },
  ListUserPicks: { '': named, 'by id': byId },
  GetLeaderboard: { '': nothing },
  SearchUsers: { '': list(({ handle }) => ({ q: handle })) },
  GetPost: { '': ofPost, 'for followers': ({ innerPostId }) => ({ params: { postId: innerPostId } }) },
  ListPostRevisions: { '': ofPost },
  ListUserPosts: { '': named, 'by id': byId },
  ListPostComments: { '': ofPost, 'of a third person': ofHub },
  ListPickComments: { '': pick },
  ListPostReactions: { '': ofPost, 'of a third person': ofHub },
  ListPickReactions: { '': pick },
  ListBookmarks: { '': nothing },
  GetFollowing: { '': nothing },
  GetFeed: { '': nothing },
  GetTrending: { '': list(() => ({ sport: 'american_football' })) },
  ListNotifications: { '': nothing },
  ListConversations: { '': nothing },
  GetConversation: { '': ofTalk },
  ListMessages: { '': ofTalk },
  ReadMessages: { '': withBody(ofTalk, { seq: 1 }) },
  ListFollowRequests: { '': nothing },
  ListBlocks: { '': nothing },
  ListMutes: { '': nothing },
  ListFollowers: { '': named, 'of a third person': () => ({ params: { user: hub.userId } }) },
  ListFollowing: { '': named, 'of a third person': () => ({ params: { user: hub.userId } }) },
  EditPick: { '': (of) => ({ ...pick(of), body: { revision: 1, stakeUnits: '3' } }) },
  WithdrawPick: { '': pick },
  EditPost: { '': withBody(ofPost, { revision: 1, text: 'Mine.' }) },
  DeletePost: { '': ofPost },
  EditComment: { '': withBody(ofComment, { text: 'Mine.' }) },
  DeleteComment: { '': ofComment },
  ReactToPost: { '': withBody(ofPost, { name: 'wow' }) },
  ReactToPick: { '': withBody(pick, { name: 'wow' }) },
  UnreactToPost: { '': fire(ofPost) },
  UnreactToPick: { '': fire(pick) },
  CommentOnPost: { '': withBody(ofPost, { text: 'Well.' }) },
  CommentOnPick: { '': withBody(pick, { text: 'Well.' }) },
  CreatePost: { 'that shows their pick': ({ pickId }) => ({ body: { kind: 'pick', pickId } }) },
  BookmarkPost: { '': ofPost },
  BookmarkPick: { '': pick },
  UnbookmarkPost: { '': ofPost },
  UnbookmarkPick: { '': pick },
  MutePost: { '': ofPost },
  MutePick: { '': pick },
  UnmutePost: { '': ofPost },
  UnmutePick: { '': pick },
  GiveFeedback: { '': ({ postId }) => ({ body: { itemId: postId, feedback: 'less' } }) },
  ReportSubject: {
    'a user': report('user', ({ userId }) => userId),
    'a post': report('post', ({ postId }) => postId),
    'a pick': report('pick', ({ pickId }) => pickId),
    'a comment': report('comment', ({ commentId }) => commentId),
    // A message from before a block stays with both, and can be reported.
    'a message': report('message', ({ messageId }) => messageId),
  },
  ListReports: { '': nothing },
  DecideReport: { '': () => ({ params: { caseId: hubPost }, body: { action: 'dismiss', reason: 'Seen.' } }) },
  BanUser: { '': withBody(ofAnybody, { scope: 'all', reason: 'Seen.' }) },
  LiftBan: { '': withBody(ofAnybody, { scope: 'all', reason: 'Seen.' }) },
  SetTier: { '': withBody(ofAnybody, { tier: 'premium', reason: 'Seen.' }) },
  // A message that never was has no id that the server made. A message from before a block stays with both, and no more is said.
  ListReceipts: { '': ofMessage },
  EditMessage: { '': withBody(ofMessage, { text: 'Mine.', revision: 1 }) },
  DeleteMessage: { '': ofMessage },
  AcceptConversation: { '': ofTalk },
  DeclineConversation: { '': withBody(ofTalk, {}) },
  SearchMessages: { '': list(() => ({ q: 'zz' })) },
  ReactToMessage: { '': withBody(ofMessage, { name: 'wow' }) },
  UnreactToMessage: { '': (of) => ({ ...ofMessage(of), params: { ...ofMessage(of).params, name: 'up' } }) },
  SetConversation: { '': withBody(ofTalk, { pinned: false }) },
  PinMessage: { '': ofMessage },
  UnpinMessage: { '': ofMessage },
  SendMessage: {
    '': (of) => ({ ...ofTalk(of), body: { type: 'text', text: 'Well.', clientMessageId: randomUUID() } }),
  },
  CreateConversation: { '': ({ userId }) => ({ body: { kind: 'direct', userId } }) },
  GenerateDeepLink: { '': (of) => ({ body: { book: 'DraftKings', ...pick(of).params } }) },
  RingBell: { '': named },
  RequestContact: { '': ({ userId }) => ({ body: { user: userId } }) },
  ListContacts: { '': () => ({}) },
  MuteUser: { '': byId },
  FollowUser: { '': byId },
  BlockUser: { '': byId },
};
/** Routes that show nothing of anybody but the caller, or of nobody at all. */
const OF_NOBODY_ELSE = [
  ...['SendCode', 'Login', 'VerifyCode', 'Register', 'Refresh', 'Logout', 'ListSessions', 'GetMe', 'UpdateMe', 'IssueTicket'],
  ...['EndSession', 'EndOtherSessions', 'SendStepUpCode', 'StepUp'],
  ...['SendAddressCode', 'SetAddress', 'RemoveAddress', 'ShowUndo', 'UndoAddressChange', 'RecoverAccount', 'ListAuditTrail'],
  ...['GetTerms', 'AcceptTerms', 'GetConfig', 'SendOtp', 'VerifyOtp'],
  ...['HearApple', 'IssueNonce', 'LinkIdentity', 'ListIdentities', 'SignInNative', 'StepUpNative', 'UnlinkIdentity'],
  ...['GetStakeLimits', 'SetStakeLimit', 'ConfirmStakeLimit'],
  ...['StartHostedSignIn', 'FinishHostedSignIn', 'ExchangeHostedCode'],
  ...['GetCare', 'DeclareRegion', 'StateAgeSignal', 'Exclude', 'CoolOff', 'SetRealityCheck', 'GetConsents', 'SetConsents'],
  ...[
    'RequestExport',
    'GetExport',
    'DeleteMe',
    'DeleteByCode',
    'CancelDeletion',
    'ShowDeletion',
    'PlaceLegalHold',
    'EndLegalHold',
  ],
  ...['ListSports', 'ListEvents', 'GetEvent', 'PlacePick', 'GetMyAnalytics', 'DecideEvent', 'ReviewPick', 'ListReviews'],
  ...['FollowDeepLink', 'ListClicks', 'ShowAppleAssociation', 'ShowAssetLinks'],
  ...['ListWaitingEvents'],
  ...['UnfollowUser', 'SilenceBell', 'AcceptFollow', 'DeclineFollow', 'RemoveFollower'],
  ...['CountUnread', 'MarkSeen', 'MarkRead', 'GetPreferences', 'SetPreferences', 'PutDevice', 'RemoveDevice'],
  ...['SyncConversations', 'GetChatSettings', 'SetChatSettings'],
  ...['UnblockUser', 'UnmuteUser', 'AcceptContact', 'DeleteContact', 'AppealBan', 'StopMails'],
  // Of a group and its members, for those who are in it.
  ...['UpdateConversation', 'AddMember', 'RemoveMember', 'SetMemberRole', 'SetOwner', 'ClearHistory'],
  ...['CreateInvite', 'ListInvites', 'RevokeInvite', 'PreviewInvite', 'JoinByInvite'],
  ...['PresignUpload', 'ConfirmUpload', 'GetMedia', 'SetAvatar', 'RemoveAvatar', 'AddProof'],
];

const routes = Object.entries(ROUTES).flatMap(([domain, contracts]) =>
  (contracts as readonly Contract[]).map((route) => ({ domain, route })),
);
type Door = Parameters<typeof ask>[0];
const doorOf = async (domain: string): Promise<Door> =>
  ((await import(`../../lambdas/http/${domain}.ts`)) as { handler: Door }).handler;

it('each list refuses a cursor that nobody has signed, and one of another list, and names the field', async () => {
  const admin: User = { ...viewer, role: 'admin' };
  const others = (await signCursor('a list of something else', 'here')) ?? '';
  const lists = routes.filter(({ route }) => route.paged);
  expect(lists.length).toBeGreaterThan(20);
  for (const { domain, route } of lists) {
    const [request = nothing] = Object.values(ASKED[route.name] ?? {});
    const asked = request(people.open);
    for (const cursor of ['bogus', others]) {
      const query = { ...asked.query, cursor };
      const { status, error } = await ask(await doorOf(domain), route, { ...asked, query, as: admin, ip: newIp() });
      expect([route.name, status, error?.details], cursor).toEqual([
        route.name,
        400,
        expect.objectContaining({ field: 'cursor' }),
      ]);
    }
  }
});

it('each route shows of each person what the one rule set says, and the same refusal for all whom it does not show', async () => {
  expect([...Object.keys(ASKED), ...OF_NOBODY_ELSE].toSorted()).toEqual(routes.map(({ route }) => route.name).toSorted());
  const rows: string[] = [];
  for (const [name, requests] of Object.entries(ASKED)) {
    const { domain, route } = routes.find((one) => one.route.name === name) ?? { domain: '', route: undefined as never };
    const door = await doorOf(domain);
    for (const [of, request] of Object.entries(requests)) {
      if (isCounted(route)) await forgetCalls();
      const callers = (route.access === 'public' ? [{ as: viewer }, {}] : [{ as: viewer }]).map(async (caller) => {
        const refusals = new Set<string>();
        const replies = new Map<string, ReturnType<typeof ask>>();
        // A request that names nobody has one reply for all of them.
        const replyTo = (asked: Asked) => {
          const reply = replies.get(JSON.stringify(asked)) ?? ask(door, route, { ...asked, ...caller, ip: newIp() });
          replies.set(JSON.stringify(asked), reply);
          return reply;
        };
        const cellOf = async (kind: Kind) => {
          const { status, text = '', error } = await replyTo(request(people[kind]));
          const { userId } = people[kind];
          if (status === 404) refusals.add(JSON.stringify(error));
          if (status >= 400) return String(status);
          if (route.method !== 'GET') return 'done';
          return text.includes(secretOf(people[kind])) ? 'whole' : text.includes(userId) ? 'named' : '-';
        };
        const cells = await Promise.all(KINDS.map(cellOf));
        expect(refusals.size).toBeLessThan(2);
        return cells.map((cell) => cell.padEnd(7)).join('');
      });
      rows.push(`${`${name} ${of}`.padEnd(37)}${(await Promise.all(callers)).join('| ')}`.trimEnd());
    }
  }
  expect(rows).toEqual(EXPECTED_SIGHTS.trim().split('\n'));
});

it('an account that becomes private is hidden from those who have asked before, at once', async () => {
  // The table above leaves this person open to everybody else.
  const { user, handle, pickId } = people.open;
  const [picks, stats] = [await doorOf('picks'), await doorOf('stats')];
  const route = (name: string) => routes.find((one) => one.route.name === name)?.route as Contract;
  const look = async () => [
    (await ask(picks, route('ListUserPicks'), { params: { user: handle }, ip: newIp() })).status,
    (await ask(picks, route('GetPick'), { params: { pickId }, ip: newIp() })).status,
    (await ask(stats, route('GetUserStats'), { params: { user: handle }, query: { by: 'sport' }, ip: newIp() })).status,
  ];
  forgetAnswers();
  expect(await look()).toEqual([200, 200, 200]);
  await updateMe(user, { private: true }, new Date());
  expect(await look()).toEqual([404, 404, 404]);
  await updateMe(user, { private: false }, new Date());
  expect(await look()).toEqual([200, 200, 200]);
});
