import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { User } from '#actor';
import {
  acceptContact,
  acceptFollow,
  blockUser,
  declineFollow,
  deleteContact,
  followUser,
  graphUpkeep,
  muteUser,
  removeFollower,
  requestContact,
  unblockUser,
  unfollowUser,
  unmuteUser,
} from '#core/graph';
import { updateMe } from '#core/users';
import { vault, vaultOf } from '#platform/vault';
import { loadContact } from '../../core/graph/contact.store.ts';
import { loadFollow } from '../../core/graph/follow.store.ts';
import { followCountsOf } from '../../core/graph/follow-count.store.ts';
import { hiddenRows, idsIn } from '../../core/graph/hidden.store.ts';
import { blockBy, isBlocked, loadPair } from '../../core/graph/pair.store.ts';
import { handler as projectSocial } from '../../lambdas/streams/project-social.ts';
import { later, lost, many, now, tag } from '../support/bettors.ts';
import { useMemoryKeys } from '../support/data-keys.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { bettor } from '../support/make/users.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';
import { dropMessages, takeMessages } from '../support/sent-messages.ts';
import { newRecords, project } from '../support/social.ts';

/**
 * A process may die at any of its calls of AWS. Each use case lives for k of them, for every k; then its caller asks again, and all must be as
 * if it had asked once. The reader of the stream dies in the same way, and gets its records again.
 */
const life = { calls: Number.POSITIVE_INFINITY };
const spend = () => {
  if (--life.calls < 0) throw new Error('this process is dead');
};
dropMessages();
takeMessages(spend);
vault.inject(Promise.resolve(vaultOf('a secret of the tests, as long as it takes')));
useMemoryKeys();
Object.assign(process.env, {
  ...{ LOW_QUEUE_URL: 'low', STANDARD_QUEUE_URL: 'standard', CRITICAL_QUEUE_URL: 'critical', SIGN_OUTS_QUEUE_URL: 'sign-outs' },
  ...{ FEED_FANOUT_QUEUE_URL: 'fan-out', FAN_OUT_LARGE_QUEUE_URL: 'large' },
});

let end = () => {};
beforeAll(() => {
  end = intercept(async (_, send) => {
    spend();
    return send();
  });
});
afterAll(() => end());

/** @returns true when the work came to its end within its life */
async function living(calls: number, work: () => Promise<unknown>): Promise<boolean> {
  life.calls = calls;
  await work().catch(() => {});
  const survived = life.calls >= 0;
  life.calls = Number.POSITIVE_INFINITY;
  return survived;
}

const person = () => bettor(`c_${tag()}x`, later(-2 * 86_400_000));
type Two = readonly [ann: User, bob: User];
const two = (): Promise<Two> => Promise.all([person(), person()]);

/** All that stands between two people. */
async function between([ann, bob]: Two) {
  const [there, back, contact, pair, hidden] = await Promise.all([
    loadFollow(ann.userId, bob.userId),
    loadFollow(bob.userId, ann.userId),
    loadContact(ann.userId, bob.userId),
    loadPair(ann.userId, bob.userId),
    hiddenRows(ann.userId),
  ]);
  return {
    there: there?.state ?? null,
    back: back?.state ?? null,
    contact: contact?.state ?? null,
    blocks: [ann, bob].filter(({ userId }) => blockBy(pair, userId) !== undefined).length,
    muted: idsIn(hidden, 'muted').length,
  };
}
type Between = Awaited<ReturnType<typeof between>>;
const NOTHING: Between = { there: null, back: null, contact: null, blocks: 0, muted: 0 };

/** Everything is counted, nothing derived differs, and no follow or contact stands beside a block. */
async function expectWhole(all: readonly Two[]): Promise<void> {
  for (let records = await newRecords('follow'); records.length > 0; records = await newRecords('follow'))
    await project('social', records);
  expect(
    await graphUpkeep.audit(
      all.flat().map(({ userId }) => userId),
      now,
    ),
  ).toEqual([]);
  for (const pair of all) {
    const { there, back, contact, blocks } = await between(pair);
    if (blocks > 0) expect([there, back, contact]).toEqual([null, null, null]);
    const counted = Number(there === 'following');
    expect((await followCountsOf(pair[0].userId)).following).toBe(counted);
    expect((await followCountsOf(pair[1].userId)).followers).toBe(counted);
  }
}

const hide = (who: User) => updateMe(who, { private: true }, now);
const follow = ([ann, bob]: Two) => followUser(ann, bob.userId, now);
const followBack = ([ann, bob]: Two) => followUser(bob, ann.userId, now);
const ask = async (pair: Two) => {
  await hide(pair[1]);
  await follow(pair);
};
const befriend = async (pair: Two) => {
  await requestContact(pair[0], pair[1].userId, now);
  await requestContact(pair[1], pair[0].userId, now);
};
const everything = async (pair: Two) => {
  await Promise.all([follow(pair), followBack(pair)]);
  await befriend(pair);
};
const block = ([ann, bob]: Two) => blockUser(ann, bob.userId, now);

interface Crash {
  readonly name: string;
  readonly before?: (pair: Two) => Promise<unknown>;
  readonly act: (pair: Two) => Promise<unknown>;
  readonly after: Partial<Between>;
}
const CRASHES: readonly Crash[] = [
  { name: 'a follow', act: follow, after: { there: 'following' } },
  { name: 'a request to follow', before: ([, bob]) => hide(bob), act: follow, after: { there: 'requested' } },
  { name: 'a follow that is taken back', before: follow, act: ([ann, bob]) => unfollowUser(ann, bob.userId, now), after: {} },
  { name: 'an acceptance', before: ask, act: ([ann, bob]) => acceptFollow(bob, ann.userId, now), after: { there: 'following' } },
  { name: 'a refusal', before: ask, act: ([ann, bob]) => declineFollow(bob, ann.userId, now), after: {} },
  { name: 'the removal of a follower', before: follow, act: ([ann, bob]) => removeFollower(bob, ann.userId, now), after: {} },
  { name: 'a block', before: everything, act: block, after: { blocks: 1 } },
  {
    name: 'a block that is taken back',
    before: block,
    act: ([ann, bob]) => unblockUser(ann, bob.userId),
    after: {},
  },
  { name: 'a mute', act: ([ann, bob]) => muteUser(ann, bob.userId, now), after: { muted: 1 } },
  {
    name: 'a mute that is taken back',
    before: ([ann, bob]) => muteUser(ann, bob.userId, now),
    act: ([ann, bob]) => unmuteUser(ann, bob.userId),
    after: {},
  },
  {
    name: 'a request to be a contact',
    act: ([ann, bob]) => requestContact(ann, bob.userId, now),
    after: { contact: 'requested' },
  },
  {
    name: 'an accepted contact',
    before: ([ann, bob]) => requestContact(bob, ann.userId, now),
    act: ([ann, bob]) => acceptContact(ann, bob.userId, now),
    after: { contact: 'accepted' },
  },
  { name: 'the end of a contact', before: befriend, act: ([ann, bob]) => deleteContact(ann, bob.userId), after: {} },
];

it.each(CRASHES)('$name that dies at any call is whole when it is asked for again', async ({ before, act, after }) => {
  const all: Two[] = [];
  for (let calls = 0; ; calls++) {
    const pair = await two();
    all.push(pair);
    await before?.(pair);
    const survived = await living(calls, () => act(pair));
    await act(pair);
    // An ended follow leaves a row until it is counted.
    const { there, back, ...others } = await between(pair);
    const standing = (state: string | null) => (state === 'ended' ? null : state);
    expect({ there: standing(there), back: standing(back), ...others }).toEqual({ ...NOTHING, ...after });
    if (survived) break;
  }
  expect(all.length, 'it died at least once').toBeGreaterThan(2);
  await expectWhole(all);
});

it('a reader of the stream that dies at any call counts each follow once', async () => {
  const all: Two[] = [];
  for (let calls = 0; ; calls++) {
    const pairs = await Promise.all([two(), two()]);
    all.push(...pairs);
    await Promise.all(pairs.map(follow));
    const [first] = pairs;
    await unfollowUser(first[0], first[1].userId, now);
    const records: DynamoDBRecord[] = await newRecords('follow');
    const survived = await living(calls, async () => {
      const { batchItemFailures } = await projectSocial({ Records: records }, { awsRequestId: 'test' } as never);
      if (batchItemFailures.length > 0) throw new Error('the reader failed');
    });
    await project('social', records);
    await project('social', records.toReversed());
    if (survived) break;
  }
  await expectWhole(all);
});

it('ten acts at once, blocks among them, leave one of the states that one after the other could leave', async () => {
  const acts: readonly ((pair: Two) => Promise<unknown>)[] = [
    follow,
    followBack,
    block,
    ([ann, bob]) => unblockUser(ann, bob.userId),
    ([ann, bob]) => blockUser(bob, ann.userId, now),
    ([ann, bob]) => unblockUser(bob, ann.userId),
    ([ann, bob]) => unfollowUser(ann, bob.userId, now),
    ([ann, bob]) => removeFollower(ann, bob.userId, now),
    ([ann, bob]) => requestContact(ann, bob.userId, now),
    ([ann, bob]) => requestContact(bob, ann.userId, now),
    ([ann, bob]) => deleteContact(ann, bob.userId),
    ([ann, bob]) => muteUser(ann, bob.userId, now),
  ];
  const all: Two[] = [];
  for (let round = 0; round < acts.length; round++) {
    const pair = await two();
    all.push(pair);
    if (round % 2) await everything(pair);
    // On a busy machine an act may meet the others for a second: its client asks again.
    const done = await many<unknown>(10, (i) => retryUnavailable(async () => acts[(i * 5 + round) % acts.length]?.(pair)));
    expect(lost(done).filter((code) => code !== 'NOT_FOUND')).toEqual([]);
    const stored = await loadPair(pair[0].userId, pair[1].userId);
    if (isBlocked(stored)) await expect(follow(pair)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  await expectWhole(all);
});
