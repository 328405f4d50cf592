import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { commentOn, createPost } from '#core/content';
import { decideBan, logout, setRole } from '#core/identity';
import { placePick, withdrawPick } from '#core/picks';
import { newId } from '#platform/ids';
import { CommentOnPost } from '#schemas/comments';
import type { CommentId, EventId, PickId, PostId } from '#schemas/common';
import type { Contract } from '#schemas/contract';
import { PlacePick } from '#schemas/picks';
import { CreatePost } from '#schemas/posts';
import { ROUTES } from '#schemas/routes';
import { putNotification } from '../../core/notifications/notification.store.ts';
import { actorOf, identityGround, join, newIp, now } from '../support/bettors.ts';
import { ask } from '../support/http-event.ts';
import { storedGame } from '../support/make/games.ts';
import { editBody, singleBody } from '../support/make/pick-bodies.ts';
import { tokenHolder } from '../support/make/users.ts';

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
  /** A post of the owner's, one that the owner deletes in the run, and a comment of the owner's on the first. */
  readonly post: PostId;
  readonly comment: CommentId;
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
  while (open.length < 5 * 12) open.push(await place(owner, toCome, hour(open.length - 98)));
  const notificationId = newId(now);
  const subject = `event#${toCome}`;
  const state = { userId: owner.userId, notificationId, kind: 'pick-locked', subject, members: '', updatedAt: now.toISOString() };
  await putNotification(state, null);
  const { id: post } = await createPost(owner, CreatePost.body.parse({ kind: 'text', text: 'Dogs only.' }), undefined, now);
  const said = { body: CommentOnPost.body.parse({ text: 'Still.' }), key: undefined };
  const { id: comment } = await commentOn(owner, { type: 'post', id: post }, said, now);
  return {
    open,
    notificationId,
    post,
    comment,
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
  const as = (user: User, role: User['role'] = 'user'): Asked => ({ as: { ...user, role }, authTime: inSeconds(now) });
  return {
    nobody: {},
    'bad token': { headers: { authorization: 'Bearer e30.e30.e30' } },
    stranger: as(actorOf(stranger)),
    owner: as(owner),
    moderator: as(actorOf(moderator), 'moderator'),
    admin: as(actorOf(admin), 'admin'),
    'was moderator': as(actorOf(wasModerator), 'moderator'),
    'was admin': as(actorOf(wasAdmin), 'admin'),
    'old token of an admin': as(actorOf(promoted)),
    banned: as(actorOf(banned)),
    'signed out': as(actorOf(left)),
    'no account': as(tokenHolder(now)),
  };
}

beforeAll(async () => {
  await identityGround();
  const most = { anonymousPerMinute: 10_000, freePerMinute: 10_000, premiumPerMinute: 10_000 };
  process.env.LIMITS = JSON.stringify({ ...JSON.parse(process.env.LIMITS ?? '{}'), ...most, codesPerNetworkPerHour: 10_000 });
  things = await madeThings();
  callers = await madeCallers(things.owner.user);
});

const change = { stakeUnits: '3' };
const device = { platform: 'ios', token: 'a'.repeat(64), locale: 'en-US' };
const review = { result: 'void', reason: 'The line was wrong.' };
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
const onPeople = (body: object): Readonly<Record<string, () => Asked>> => ({
  banned: () => ({ params: { user: things.banned.userId }, body }),
  missing: () => ({ params: { user: 'nobody_here' }, body }),
});

/** The requests of each route, by the thing that they name. A route that is missing here fails the test. */
const ASKED: Readonly<Record<string, Readonly<Record<string, () => Promise<Asked> | Asked>>>> = {
  SendCode: { '': () => ({ body: {} }) },
  Login: { '': () => ({ body: {} }) },
  VerifyCode: { '': () => ({ body: {} }) },
  Register: { '': () => ({ body: {} }) },
  Refresh: { '': () => ({ body: {} }) },
  Logout: { '': () => ({ body: {} }) },
  ListSessions: { '': () => ({}) },
  GetMe: { '': () => ({}) },
  UpdateMe: { '': () => ({ body: { bio: 'Underdogs only.' } }) },
  GetUser: people('params'),
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
  ListBlocks: { '': () => ({}) },
  ListMutes: { '': () => ({}) },
  ListContacts: { '': () => ({}) },
  UnblockUser: people('params'),
  ListEvents: { '': () => ({}) },
  ListSports: { '': () => ({}) },
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
  GetUserStats: people('params'),
  GetMyAnalytics: { '': () => ({}) },
  GetLeaderboard: { '': () => ({}) },
  GetFollowing: { '': () => ({}) },
  ReportSubject: {
    known: () => ({ body: { subject: { type: 'user', id: things.owner.userId }, reason: 'spam' } }),
    missing: () => ({ body: { subject: { type: 'user', id: newId(now) }, reason: 'spam' } }),
  },
  ListReports: { '': () => ({}) },
  DecideReport: { missing: () => ({ params: { caseId: newId(now) }, body: { action: 'dismiss', reason: 'Nothing in it.' } }) },
  BanUser: onPeople({ scope: 'posting', reason: 'Insults.' }),
  LiftBan: onPeople({ scope: 'messaging', reason: 'Enough.' }),
  SetTier: onPeople({ tier: 'premium', reason: 'A gift.' }),
  AppealBan: { '': () => ({ body: { text: 'It was not me.' } }) },
  SearchUsers: { '': () => ({ query: { q: things.owner.handle } }) },
  GetFeed: { '': () => ({}) },
  GetTrending: { '': () => ({}) },
  GiveFeedback: {
    known: () => ({ body: { itemId: things.post, feedback: 'less' } }),
    missing: () => ({ body: { itemId: newId(now), feedback: 'less' } }),
  },
  IssueTicket: { '': () => ({}) },
  DecideEvent: {
    started: async () => ({
      params: { eventId: await storedGame('nfl', hour(-4), { seenAt: hour(-30) }) },
      body: official,
    }),
    ...events(official),
  },
  ListReviews: { '': () => ({}) },
  ListNotifications: { '': () => ({}) },
  CountUnread: { '': () => ({}) },
  MarkSeen: { '': () => ({ body: { through: newId(now) } }) },
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

/** The callers, and a line for each thing of a route. */
const EXPECTED = `
nobody, bad token, stranger, owner, moderator, admin, was moderator, was admin, old token of an admin, banned, signed out, no account
SendCode                       400 400 400 400 400 400 400 400 400 400 400 400
Login                          400 400 400 400 400 400 400 400 400 400 400 400
VerifyCode                     400 400 400 400 400 400 400 400 400 400 400 400
Register                       400 400 400 400 400 400 400 400 400 400 400 400
Refresh                        400 400 400 400 400 400 400 400 400 400 400 400
Logout                         400 400 400 400 400 400 400 400 400 400 400 400
ListSessions                   401 401 200 200 200 200 401 401 200 403 401 200
GetMe                          401 401 200 200 200 200 401 401 200 403 401 404
UpdateMe                       401 401 200 200 200 200 401 401 200 403 401 404
GetUser known                  200 401 200 200 200 200 401 401 200 403 401 200
GetUser banned                 200 401 200 200 200 200 401 401 200 403 401 200
GetUser missing                404 401 404 404 404 404 401 401 404 403 401 404
FollowUser known               401 401 200 400 200 200 401 401 200 403 401 200
FollowUser banned              401 401 200 200 200 200 401 401 200 403 401 200
FollowUser missing             401 401 404 404 404 404 401 401 404 403 401 404
UnfollowUser known             401 401 204 204 204 204 401 401 204 403 401 204
UnfollowUser banned            401 401 204 204 204 204 401 401 204 403 401 204
UnfollowUser missing           401 401 404 404 404 404 401 401 404 403 401 404
RingBell known                 401 401 409 409 409 409 401 401 409 403 401 409
RingBell banned                401 401 409 409 409 409 401 401 409 403 401 409
RingBell missing               401 401 404 404 404 404 401 401 404 403 401 404
SilenceBell known              401 401 204 204 204 204 401 401 204 403 401 204
SilenceBell banned             401 401 204 204 204 204 401 401 204 403 401 204
SilenceBell missing            401 401 404 404 404 404 401 401 404 403 401 404
ListFollowRequests             401 401 200 200 200 200 401 401 200 403 401 200
AcceptFollow known             401 401 404 404 404 404 401 401 404 403 401 404
AcceptFollow banned            401 401 404 404 404 404 401 401 404 403 401 404
AcceptFollow missing           401 401 404 404 404 404 401 401 404 403 401 404
DeclineFollow known            401 401 204 204 204 204 401 401 204 403 401 204
DeclineFollow banned           401 401 204 204 204 204 401 401 204 403 401 204
DeclineFollow missing          401 401 204 204 204 204 401 401 204 403 401 204
RemoveFollower known           401 401 204 204 204 204 401 401 204 403 401 204
RemoveFollower banned          401 401 204 204 204 204 401 401 204 403 401 204
RemoveFollower missing         401 401 204 204 204 204 401 401 204 403 401 204
ListFollowers known            401 401 200 200 200 200 401 401 200 403 401 200
ListFollowers banned           401 401 200 200 200 200 401 401 200 403 401 200
ListFollowers missing          401 401 404 404 404 404 401 401 404 403 401 404
ListFollowing known            401 401 200 200 200 200 401 401 200 403 401 200
ListFollowing banned           401 401 200 200 200 200 401 401 200 403 401 200
ListFollowing missing          401 401 404 404 404 404 401 401 404 403 401 404
BlockUser known                401 401 204 400 204 204 401 401 204 403 401 204
BlockUser banned               401 401 204 204 204 204 401 401 204 403 401 204
BlockUser missing              401 401 404 404 404 404 401 401 404 403 401 404
UnblockUser known              401 401 204 204 204 204 401 401 204 403 401 204
UnblockUser banned             401 401 204 204 204 204 401 401 204 403 401 204
UnblockUser missing            401 401 404 404 404 404 401 401 404 403 401 404
MuteUser known                 401 401 204 400 204 204 401 401 204 403 401 204
MuteUser banned                401 401 204 204 204 204 401 401 204 403 401 204
MuteUser missing               401 401 404 404 404 404 401 401 404 403 401 404
UnmuteUser known               401 401 204 204 204 204 401 401 204 403 401 204
UnmuteUser banned              401 401 204 204 204 204 401 401 204 403 401 204
UnmuteUser missing             401 401 404 404 404 404 401 401 404 403 401 404
ListBlocks                     401 401 200 200 200 200 401 401 200 403 401 200
ListMutes                      401 401 200 200 200 200 401 401 200 403 401 200
ListContacts                   401 401 200 200 200 200 401 401 200 403 401 200
RequestContact known           401 401 200 400 200 200 401 401 200 403 401 200
RequestContact banned          401 401 200 200 200 200 401 401 200 403 401 200
RequestContact missing         401 401 404 404 404 404 401 401 404 403 401 404
AcceptContact known            401 401 403 404 403 403 401 401 403 403 401 403
AcceptContact banned           401 401 403 403 403 403 401 401 403 403 401 403
AcceptContact missing          401 401 404 404 404 404 401 401 404 403 401 404
DeleteContact known            401 401 204 204 204 204 401 401 204 403 401 204
DeleteContact banned           401 401 204 204 204 204 401 401 204 403 401 204
DeleteContact missing          401 401 204 204 204 204 401 401 204 403 401 204
ListEvents                     200 401 200 200 200 200 401 401 200 403 401 200
GetEvent to come               200 401 200 200 200 200 401 401 200 403 401 200
GetEvent missing               404 401 404 404 404 404 401 401 404 403 401 404
ListSports                     200 401 200 200 200 200 401 401 200 403 401 200
PlacePick to come              401 401 201 201 201 201 401 401 201 403 401 201
PlacePick started              401 401 409 409 409 409 401 401 409 403 401 409
PlacePick missing              401 401 404 404 404 404 401 401 404 403 401 404
GetPick to come                200 401 200 200 200 200 401 401 200 403 401 200
GetPick locked                 200 401 200 200 200 200 401 401 200 403 401 200
GetPick withdrawn              200 401 200 200 200 200 401 401 200 403 401 200
GetPick of a banned user       200 401 200 200 200 200 401 401 200 403 401 200
GetPick missing                404 401 404 404 404 404 401 401 404 403 401 404
ListRevisions to come          200 401 200 200 200 200 401 401 200 403 401 200
ListRevisions locked           200 401 200 200 200 200 401 401 200 403 401 200
ListRevisions withdrawn        200 401 200 200 200 200 401 401 200 403 401 200
ListRevisions of a banned user 200 401 200 200 200 200 401 401 200 403 401 200
ListRevisions missing          404 401 404 404 404 404 401 401 404 403 401 404
EditPick to come               401 401 403 200 403 403 401 401 403 403 401 403
EditPick locked                401 401 403 409 403 403 401 401 403 403 401 403
EditPick withdrawn             401 401 403 409 403 403 401 401 403 403 401 403
EditPick of a banned user      401 401 403 403 403 403 401 401 403 403 401 403
EditPick missing               401 401 404 404 404 404 401 401 404 403 401 404
WithdrawPick to come           401 401 403 200 403 403 401 401 403 403 401 403
WithdrawPick locked            401 401 403 409 403 403 401 401 403 403 401 403
WithdrawPick withdrawn         401 401 403 200 403 403 401 401 403 403 401 403
WithdrawPick of a banned user  401 401 403 403 403 403 401 401 403 403 401 403
WithdrawPick missing           401 401 404 404 404 404 401 401 404 403 401 404
ListPicks known                200 401 200 200 200 200 401 401 200 403 401 200
ListPicks banned               200 401 200 200 200 200 401 401 200 403 401 200
ListPicks missing              200 401 200 200 200 200 401 401 200 403 401 200
ListUserPicks known            200 401 200 200 200 200 401 401 200 403 401 200
ListUserPicks banned           200 401 200 200 200 200 401 401 200 403 401 200
ListUserPicks missing          404 401 404 404 404 404 401 401 404 403 401 404
CreatePost text                401 401 201 201 201 201 401 401 201 403 401 201
CreatePost of a pick           401 401 201 201 201 201 401 401 201 403 401 201
CreatePost of a missing pick   401 401 404 404 404 404 401 401 404 403 401 404
GetPost known                  200 401 200 200 200 200 401 401 200 403 401 200
GetPost missing                404 401 404 404 404 404 401 401 404 403 401 404
ListPostRevisions known        200 401 200 200 200 200 401 401 200 403 401 200
ListPostRevisions missing      404 401 404 404 404 404 401 401 404 403 401 404
ListUserPosts known            200 401 200 200 200 200 401 401 200 403 401 200
ListUserPosts banned           200 401 200 200 200 200 401 401 200 403 401 200
ListUserPosts missing          404 401 404 404 404 404 401 401 404 403 401 404
EditPost known                 401 401 403 409 403 403 401 401 403 403 401 403
EditPost missing               401 401 404 404 404 404 401 401 404 403 401 404
DeletePost missing             401 401 404 404 404 404 401 401 404 403 401 404
CommentOnPost known            401 401 201 201 201 201 401 401 201 403 401 201
CommentOnPick missing          401 401 404 404 404 404 401 401 404 403 401 404
ListPostComments known         200 401 200 200 200 200 401 401 200 403 401 200
ListPickComments missing       404 401 404 404 404 404 401 401 404 403 401 404
EditComment known              401 401 403 200 403 403 401 401 403 403 401 403
EditComment missing            401 401 404 404 404 404 401 401 404 403 401 404
DeleteComment missing          401 401 404 404 404 404 401 401 404 403 401 404
ReactToPost known              401 401 200 200 200 200 401 401 200 403 401 200
ReactToPick missing            401 401 404 404 404 404 401 401 404 403 401 404
UnreactToPost known            401 401 200 200 200 200 401 401 200 403 401 200
UnreactToPick missing          401 401 200 200 200 200 401 401 200 403 401 200
ListPostReactions known        200 401 200 200 200 200 401 401 200 403 401 200
ListPickReactions missing      404 401 404 404 404 404 401 401 404 403 401 404
BookmarkPost known             401 401 200 200 200 200 401 401 200 403 401 200
BookmarkPick missing           401 401 404 404 404 404 401 401 404 403 401 404
UnbookmarkPost known           401 401 200 200 200 200 401 401 200 403 401 200
UnbookmarkPick missing         401 401 200 200 200 200 401 401 200 403 401 200
ListBookmarks                  401 401 200 200 200 200 401 401 200 403 401 200
MutePost known                 401 401 200 200 200 200 401 401 200 403 401 200
MutePick missing               401 401 404 404 404 404 401 401 404 403 401 404
UnmutePost known               401 401 200 200 200 200 401 401 200 403 401 200
UnmutePick missing             401 401 200 200 200 200 401 401 200 403 401 200
GetUserStats known             200 401 200 200 200 200 401 401 200 403 401 200
GetUserStats banned            200 401 200 200 200 200 401 401 200 403 401 200
GetUserStats missing           404 401 404 404 404 404 401 401 404 403 401 404
GetMyAnalytics                 401 401 200 200 200 200 401 401 200 403 401 200
GetLeaderboard                 200 401 200 200 200 200 401 401 200 403 401 200
GetFollowing                   401 401 200 200 200 200 401 401 200 403 401 200
GetFeed                        401 401 200 200 200 200 401 401 200 403 401 200
GetTrending                    401 401 200 200 200 200 401 401 200 403 401 200
GiveFeedback known             401 401 204 204 204 204 401 401 204 403 401 204
GiveFeedback missing           401 401 404 404 404 404 401 401 404 403 401 404
SearchUsers                    401 401 200 200 200 200 401 401 200 403 401 200
IssueTicket                    401 401 201 201 201 201 401 401 201 403 401 201
ListNotifications              401 401 200 200 200 200 401 401 200 403 401 200
CountUnread                    401 401 200 200 200 200 401 401 200 403 401 200
MarkSeen                       401 401 200 200 200 200 401 401 200 403 401 200
MarkRead of the owner's        401 401 404 204 404 404 401 401 404 403 401 404
MarkRead missing               401 401 404 404 404 404 401 401 404 403 401 404
GetPreferences                 401 401 200 200 200 200 401 401 200 403 401 200
SetPreferences                 401 401 200 200 200 200 401 401 200 403 401 200
PutDevice                      401 401 204 204 204 204 401 401 204 403 401 204
RemoveDevice                   401 401 204 204 204 204 401 401 204 403 401 204
ReportSubject known            401 401 202 400 202 202 401 401 202 403 401 202
ReportSubject missing          401 401 404 404 404 404 401 401 404 403 401 404
ListReports                    401 401 403 403 200 200 401 401 403 403 401 403
DecideReport missing           401 401 403 403 404 404 401 401 403 403 401 403
BanUser banned                 401 401 403 403 200 200 401 401 403 403 401 403
BanUser missing                401 401 403 403 404 404 401 401 403 403 401 403
LiftBan banned                 401 401 403 403 200 200 401 401 403 403 401 403
LiftBan missing                401 401 403 403 404 404 401 401 403 403 401 403
SetTier banned                 401 401 403 403 403 200 401 401 403 403 401 403
SetTier missing                401 401 403 403 403 404 401 401 403 403 401 403
AppealBan                      401 401 409 409 409 409 401 401 409 401 401 401
DecideEvent started            401 401 403 403 403 200 401 401 403 403 401 403
DecideEvent to come            401 401 403 403 403 409 401 401 403 403 401 403
DecideEvent missing            401 401 403 403 403 404 401 401 403 403 401 403
ReviewPick to come             401 401 403 403 403 409 401 401 403 403 401 403
ReviewPick locked              401 401 403 403 403 409 401 401 403 403 401 403
ReviewPick withdrawn           401 401 403 403 403 409 401 401 403 403 401 403
ReviewPick of a banned user    401 401 403 403 403 409 401 401 403 403 401 403
ReviewPick missing             401 401 403 403 403 404 401 401 403 403 401 403
ListReviews                    401 401 403 403 403 200 401 401 403 403 401 403
`;

const routes = Object.entries(ROUTES).flatMap(([domain, contracts]) =>
  (contracts as readonly Contract[]).map((route) => ({ domain, route })),
);

it('each caller gets from each route what its access, its permission and its owner allow', async () => {
  expect(Object.keys(ASKED).toSorted()).toEqual(routes.map(({ route }) => route.name).toSorted());
  const rows: string[] = [];
  for (const { domain, route } of routes) {
    const { handler } = (await import(`../../lambdas/http/${domain}.ts`)) as { handler: Parameters<typeof ask>[0] };
    for (const [of, asked] of Object.entries(ASKED[route.name] ?? {})) {
      const statuses: number[] = [];
      for (const caller of Object.values(callers)) {
        const { status } = await ask(handler, route, { ...(await asked()), ...caller, ip: newIp() });
        statuses.push(status);
      }
      rows.push(`${`${route.name} ${of}`.trimEnd().padEnd(30)} ${statuses.join(' ')}`);
    }
  }
  expect([Object.keys(callers).join(', '), ...rows]).toEqual(EXPECTED.trim().split('\n'));
});
