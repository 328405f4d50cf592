import { beforeAll, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { acceptFollow, blockUser, followUser, muteUser } from '#core/graph';
import { decideBan } from '#core/identity';
import { placePick } from '#core/picks';
import { updateMe } from '#core/users';
import { newId } from '#platform/ids';
import type { EventId, PickId, UserId } from '#schemas/common';
import type { Contract } from '#schemas/contract';
import { PlacePick } from '#schemas/picks';
import { ROUTES } from '#schemas/routes';
import { pointTo, writeBoard } from '../../core/stats/board.store.ts';
import { cardEntity } from '../../core/users/card.entity.ts';
import { handleEntity } from '../../core/users/handle.entity.ts';
import { userEntity } from '../../core/users/user.entity.ts';
import { forgetAnswers } from '../../lambdas/middleware/public-answers.ts';
import { identityGround, later, newIp, now, tag } from '../support/bettors.ts';
import { type Asked, ask } from '../support/http-event.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { bettor } from '../support/make/users.ts';

/**
 * Every route that shows a person's things or takes a person's name, for one viewer and for a caller without a token, on people who differ
 * by what is between them and the viewer. A cell says what the reply has of the person: `whole` their words, `named` the id alone, `-`
 * neither, `done` a write, or the status of a refusal.
 */

/** The people, in the order of the columns. `missing` never was. */
const KINDS = ['open', 'blocks', 'blocked', 'muted', 'private', 'followed', 'banned', 'gone', 'missing'] as const;
type Kind = (typeof KINDS)[number];
interface Person {
  readonly user: User;
  readonly userId: UserId;
  readonly handle: string;
  readonly pickId: PickId;
  /** The game on which this person alone has a pick. */
  readonly eventId: EventId;
}
const SECRET = 'Words that only those may read who see all.';

let people: Readonly<Record<Kind, Person>>;
let viewer: User;
let hub: User;

async function person(): Promise<Person> {
  const handle = `v_${tag()}`;
  const user = await bettor(handle, later(-2 * 86_400_000));
  await updateMe(user, { bio: SECRET }, now);
  const eventId = await storedGame('nfl', later(48 * 3_600_000));
  const body = PlacePick.body.parse({ ...singleBody(eventId), analysis: SECRET });
  const { id: pickId } = await placePick(user, body, undefined, now);
  await followUser(user, hub.userId, now);
  await followUser(hub, user.userId, now);
  return { user, userId: user.userId, handle, pickId, eventId };
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
  const made: Person[] = [];
  while (made.length < KINDS.length - 1) made.push(await person());
  const missing = {
    user: viewer,
    userId: newId<UserId>(now),
    handle: `v_${tag()}`,
    pickId: newId<PickId>(now),
    eventId: newId<EventId>(now),
  };
  people = Object.fromEntries(KINDS.map((kind, i) => [kind, made[i] ?? missing])) as typeof people;
  await board(made);
  const { blocks, blocked, muted, followed, banned, gone } = people;
  for (const one of [people.private, followed]) await updateMe(one.user, { private: true }, now);
  await followUser(viewer, followed.userId, now);
  await acceptFollow(followed.user, viewer.userId, now);
  await muteUser(viewer, muted.userId, now);
  await blockUser(viewer, blocked.userId, now);
  await blockUser(blocks.user, viewer.userId, now);
  await decideBan(system('ban-user'), { kind: 'ban', scope: 'all', handle: banned.handle, reason: 'fraud' }, now);
  await remove(gone);
});

type Ask = (of: Person) => Asked;
const named: Ask = ({ handle }) => ({ params: { user: handle } });
const byId: Ask = ({ userId }) => ({ params: { user: userId } });
const pick: Ask = ({ pickId }) => ({ params: { pickId } });
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
  ListPicks: {
    'of the author': list(({ userId }) => ({ author: userId })),
    'on the event': list(({ eventId }) => ({ event: eventId })),
    'of the author on the event': list(({ userId, eventId }) => ({ author: userId, event: eventId })),
  },
  ListUserPicks: { '': named, 'by id': byId },
  GetLeaderboard: { '': () => ({}) },
  ListFollowers: { '': named, 'of a third person': () => ({ params: { user: hub.userId } }) },
  ListFollowing: { '': named, 'of a third person': () => ({ params: { user: hub.userId } }) },
  EditPick: { '': (of) => ({ ...pick(of), body: { revision: 1, stakeUnits: '3' } }) },
  WithdrawPick: { '': pick },
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
  ...['ListSports', 'ListEvents', 'GetEvent', 'PlacePick', 'GetMyAnalytics', 'DecideEvent', 'ReviewPick', 'ListReviews'],
  ...['UnfollowUser', 'SilenceBell', 'ListFollowRequests', 'AcceptFollow', 'DeclineFollow', 'RemoveFollower'],
  ...[
    'ListNotifications',
    'CountUnread',
    'MarkSeen',
    'MarkRead',
    'GetPreferences',
    'SetPreferences',
    'PutDevice',
    'RemoveDevice',
  ],
  ...['UnblockUser', 'UnmuteUser', 'ListBlocks', 'ListMutes', 'AcceptContact', 'DeleteContact'],
];

/** Routes whose own files of tests say what each viewer sees of posts, comments, reactions, feeds, search and reports. */
const OF_OTHER_TESTS: readonly string[] = [ROUTES.content, ROUTES.feed, ROUTES.search, ROUTES.moderation].flatMap((of) =>
  of.map(({ name }) => name),
);

const EXPECTED = `
GetUser                              whole  404    404    whole  named  whole  whole  404    404    | whole  whole  whole  whole  named  named  whole  404    404
GetUser by id                        whole  404    404    whole  named  whole  whole  404    404    | whole  whole  whole  whole  named  named  whole  404    404
GetUserStats                         -      404    404    -      -      -      -      404    404    | -      -      -      -      -      -      -      404    404
GetUserStats by id                   -      404    404    -      -      -      -      404    404    | -      -      -      -      -      -      -      404    404
GetUserStats broken down             -      404    404    -      404    -      -      404    404    | -      -      -      -      404    404    -      404    404
GetPick                              whole  404    404    whole  404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
ListRevisions                        whole  404    404    whole  404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
ListPicks of the author              whole  -      -      whole  -      whole  whole  -      -      | whole  whole  whole  whole  -      -      whole  -      -
ListPicks on the event               whole  -      -      -      -      whole  whole  -      -      | whole  whole  whole  whole  -      -      whole  -      -
ListPicks of the author on the event whole  -      -      whole  -      whole  whole  -      -      | whole  whole  whole  whole  -      -      whole  -      -
ListUserPicks                        whole  404    404    whole  404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
ListUserPicks by id                  whole  404    404    whole  404    whole  whole  404    404    | whole  whole  whole  whole  404    404    whole  404    404
GetLeaderboard                       named  -      -      -      named  named  named  named  -      | named  named  named  named  named  named  named  named  -
ListFollowers                        -      404    404    -      404    -      -      404    404    | 401    401    401    401    401    401    401    401    401
ListFollowers of a third person      named  -      -      named  named  named  -      -      -      | 401    401    401    401    401    401    401    401    401
ListFollowing                        -      404    404    -      404    -      -      404    404    | 401    401    401    401    401    401    401    401    401
ListFollowing of a third person      named  -      -      named  named  named  -      -      -      | 401    401    401    401    401    401    401    401    401
EditPick                             403    404    404    403    404    403    403    404    404    | 401    401    401    401    401    401    401    401    401
WithdrawPick                         403    404    404    403    404    403    403    404    404    | 401    401    401    401    401    401    401    401    401
RingBell                             409    404    404    409    409    done   409    404    404    | 401    401    401    401    401    401    401    401    401
RequestContact                       done   404    404    done   done   done   done   404    404    | 401    401    401    401    401    401    401    401    401
ListContacts                         named  -      -      named  named  named  -      -      -      | 401    401    401    401    401    401    401    401    401
MuteUser                             done   404    404    done   done   done   done   404    404    | 401    401    401    401    401    401    401    401    401
FollowUser                           done   404    404    done   done   done   done   404    404    | 401    401    401    401    401    401    401    401    401
BlockUser                            done   404    done   done   done   done   done   404    404    | 401    401    401    401    401    401    401    401    401
`;

const routes = Object.entries(ROUTES).flatMap(([domain, contracts]) =>
  (contracts as readonly Contract[]).map((route) => ({ domain, route })),
);
type Door = Parameters<typeof ask>[0];
const doorOf = async (domain: string): Promise<Door> =>
  ((await import(`../../lambdas/http/${domain}.ts`)) as { handler: Door }).handler;

it('each route shows of each person what the one rule set says, and the same refusal for all whom it does not show', async () => {
  expect([...Object.keys(ASKED), ...OF_NOBODY_ELSE, ...OF_OTHER_TESTS].toSorted()).toEqual(
    routes.map(({ route }) => route.name).toSorted(),
  );
  const rows: string[] = [];
  for (const [name, requests] of Object.entries(ASKED)) {
    const { domain, route } = routes.find((one) => one.route.name === name) ?? { domain: '', route: undefined as never };
    const door = await doorOf(domain);
    for (const [of, request] of Object.entries(requests)) {
      const callers = [{ as: viewer }, {}].map(async (caller) => {
        const refusals = new Set<string>();
        const cellOf = async (kind: Kind) => {
          const { status, text = '', error } = await ask(door, route, { ...request(people[kind]), ...caller, ip: newIp() });
          const { userId } = people[kind];
          if (status === 404) refusals.add(JSON.stringify(error));
          if (status >= 400) return String(status);
          if (route.method !== 'GET') return 'done';
          return text.includes(SECRET) ? 'whole' : text.includes(userId) ? 'named' : '-';
        };
        const cells = await Promise.all(KINDS.map(cellOf));
        expect(refusals.size).toBeLessThan(2);
        return cells.map((cell) => cell.padEnd(7)).join('');
      });
      rows.push(`${`${name} ${of}`.padEnd(37)}${(await Promise.all(callers)).join('| ')}`.trimEnd());
    }
  }
  expect(rows).toEqual(EXPECTED.trim().split('\n'));
});

it('an account that becomes private is hidden from those who have asked before, at once', async () => {
  const { user, handle, pickId } = await person();
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
