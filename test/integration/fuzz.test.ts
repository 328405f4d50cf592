import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { commentOn, createPost, itemRef } from '#core/content';
import { setRole } from '#core/identity';
import { placePick } from '#core/picks';
import { StateAgeSignal } from '#schemas/care';
import type { EventId } from '#schemas/common';
import { type Contract, errorsOf } from '#schemas/contract';
import { CoolOff, Exclude } from '#schemas/exclusions';
import { PlacePick } from '#schemas/picks';
import { CreatePost } from '#schemas/posts';
import { type Domain, ROUTES } from '#schemas/routes';
import { SetStakeLimit } from '#schemas/stake-limits';
import { identityGround, newIp } from '../support/bettors.ts';
import { newBuckets } from '../support/buckets.ts';
import { makeQueue } from '../support/codes.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { ask } from '../support/http-event.ts';
import { directOf, groupOf, say } from '../support/make/conversations.ts';
import { storedGame } from '../support/make/games.ts';
import { inputOf, type Known } from '../support/make/inputs.ts';
import { legBody, singleBody } from '../support/make/pick-bodies.ts';
import { bettor } from '../support/make/users.ts';
import { quoteField } from '../support/quotes.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';
import { followBoth } from '../support/social.ts';
import { allDifferences } from '../support/upkeep.ts';

const SEED = 20_261_128;
const CASES = 2_000;
const now = new Date();
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const routes: readonly (readonly [Domain, Contract])[] = Object.entries(ROUTES).flatMap(([domain, contracts]) =>
  (contracts as readonly Contract[]).map((contract) => [domain as Domain, contract] as const),
);
const RESTS = new Set<Contract>([CoolOff, Exclude, SetStakeLimit, StateAgeSignal]);
const EACH = Math.ceil(CASES / routes.length);

/** Answers by status, over all routes. */
const answers = new Map<number, number>();
let people: User[];
/** They alone exclude themselves, pause, are too young and limit their stakes: nobody would place a pick after that. */
let resting: User[];
let known: Known;
beforeAll(async () => {
  await identityGround();
  for (const name of ['GRADING', 'REVIEWS', 'STARTS']) await makeQueue(`${name}_QUEUE_URL`);
  await newBuckets();
  process.env.LIMITS = JSON.stringify({
    ...{
      anonymousPerMinute: 1e6,
      freePerMinute: 1e6,
      premiumPerMinute: 1e6,
      codesPerAddressPerHour: 1e6,
      codesPerNetworkPerHour: 1e6,
    },
  });
  people = await Promise.all(Array.from({ length: 16 }, (_, i) => bettor(`fuzz_${i}`, now)));
  for (const handle of ['fuzz_0', 'fuzz_1', 'fuzz_2', 'fuzz_3'])
    await setRole(system('set-role'), { handle, role: 'admin', reason: 'Tests.' }, now);
  resting = await Promise.all(Array.from({ length: 4 }, (_, i) => bettor(`resting_${i}`, now)));
  people = people.map((person, i) => (i < 4 ? { ...person, role: 'admin' } : person));
  const eventId = await Promise.all(
    Array.from({ length: 6 }, (_, i) => storedGame(i % 2 ? 'nfl' : 'epl', later(i < 4 ? 3 : -3), { seenAt: later(-100) })),
  );
  const field = await storedGame('golf_majors', later(3), { seenAt: later(-100) });
  await quoteField(field, now, { 'Scottie Scheffler': '+400', 'Rory McIlroy': '+700', 'Shane Lowry': '+3500' });
  eventId.push(field);
  const picks = await Promise.all(
    people.map((person) => placePick(person, PlacePick.body.parse(singleBody(eventId[1] as EventId)), undefined, now)),
  );
  const posts = await Promise.all(
    people.map((person, i) => createPost(person, CreatePost.body.parse({ kind: 'text', text: `Post ${i}.` }), undefined, now)),
  );
  const comments = await Promise.all(
    people.map((person, i) => {
      const item = itemRef('post', posts[(i + 1) % posts.length]?.id ?? '');
      return commentOn(person, item, { body: { text: `Comment ${i}.`, mentions: [] }, key: undefined }, now);
    }),
  );
  const [userIds, handles] = [people.map(({ userId }) => userId), people.map((_, i) => `fuzz_${i}`)];
  const [owner, ...others] = people as [User, ...User[]];
  const { id: group } = await groupOf(owner, others, now);
  const { id: direct } = await directOf(owner, (others[0] as User).userId, now);
  const said = await Promise.all(people.slice(0, 4).map((person) => retryUnavailable(() => say(person, group, 'Hi.', now))));
  const outright = legBody(field, { market: 'outright', selection: 'Scottie Scheffler' });
  const duel = { ...outright, market: 'head_to_head', opponents: ['Rory McIlroy'] };
  known = {
    conversationId: [group, group, direct],
    messageId: [`${group}_1`, ...said.map(({ id }) => id)],
    eventId,
    event: eventId,
    pickId: picks.map(({ id }) => id),
    pickIds: picks.map(({ id }) => id),
    memberIds: userIds,
    replyTo: said.map(({ id }) => Number(id.split('_')[1])),
    legs: [singleBody(eventId[1] as EventId).legs, [outright], [duel], [{ ...outright, market: 'top_n', line: '2' }]],
    opponents: [['Rory McIlroy'], ['Shane Lowry'], ['Rory McIlroy', 'Shane Lowry'], ['__proto__']],
    subject: ['Scottie Scheffler', 'constructor'],
    stakeUnits: ['1'],
    postId: posts.map(({ id }) => id),
    commentId: comments.map(({ id }) => id),
    author: userIds,
    userId: userIds,
    user: [...userIds, ...handles],
    handle: handles,
    revision: [1, 1, 2],
    market: ['moneyline', 'spread', 'total', 'outright', 'top_n', 'make_cut', 'head_to_head', 'group'],
    selection: ['home', 'away', 'over', 'Scottie Scheffler', 'Rory McIlroy', 'constructor'],
    period: ['game'],
    line: ['-3.5', '48.5', '2', '0'],
    price: ['-110', '150'],
    mentions: [[]],
  };
});

/** Rows that a refused call may write: what counts it, the key that the first cursor makes, and an admin's call in the trail. */
const COUNTS = /\$(caller|limit|cursorkey|adminaction)_1/;
const WRITE = /^(TransactWrite|Put|Update|Delete|BatchWrite)/;

describe.each(routes)('%s', (domain, contract) => {
  it(`answers ${EACH} inputs of any kind to ${contract.name} without a fault of ours, names what is wrong, and writes nothing then`, async () => {
    const { handler } = await import(`../../lambdas/http/${domain}.ts`);
    const codes = errorsOf(contract) as readonly string[];
    let written: string[] = [];
    const stop = intercept(({ name, input }, send) => {
      const call = JSON.stringify(input);
      if (WRITE.test(name) && !COUNTS.test(call)) written.push(call);
      return send();
    });
    const wrong: unknown[] = [];
    for (let i = 0; i < EACH; i++) {
      const input = inputOf(contract, known, SEED + i * routes.length + routes.findIndex(([, one]) => one === contract), i);
      const crowd = contract.permission ? people.slice(0, 4) : RESTS.has(contract) ? resting : people;
      const as = contract.access === 'user' ? crowd[i % crowd.length] : undefined;
      written = [];
      const { params, query, body, contentType } = input;
      const asked = {
        params,
        query,
        ...(body !== undefined && { body }),
        ...(as && { as }),
        ip: newIp(),
        headers: { 'content-type': contentType, 'idempotency-key': randomUUID() },
      };
      const { status, error } = await ask(handler, contract, asked);
      answers.set(status, (answers.get(status) ?? 0) + 1);
      const field = error?.details.field;
      const isFaulty = status === 400 || status === 415;
      if (
        status >= 500 ||
        (isFaulty && (typeof field !== 'string' || field === '' || written.length > 0)) ||
        (error && !codes.includes(error.code))
      )
        wrong.push({ i, status, error, written, params, query, body: body?.slice(0, 500), contentType });
    }
    stop();
    expect(wrong).toEqual([]);
  });
});

it('the inputs reach the use cases as well as the refusals', () => {
  const least = { 200: 200, 201: 20, 400: 500, 404: 10, 409: 5, 415: 20 };
  for (const [status, count] of Object.entries(least))
    expect([status, (answers.get(Number(status)) ?? 0) >= count]).toEqual([status, true]);
});

it('nothing is half written after all of them', async () => {
  await followBoth();
  // A ban that was lifted meanwhile ends after `now`.
  expect(await allDifferences(new Date())).toEqual([]);
});
