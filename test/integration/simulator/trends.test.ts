import './ids-of-runs.ts';
import { expect, it } from 'vitest';
import { system, type User } from '#actor';
import { createPost, react, unreact } from '#core/content';
import { trendUpkeep, updateTrends } from '#core/feed';
import type { PostId } from '#schemas/common';
import { REACTIONS } from '#schemas/item-counts';
import { CreatePost } from '#schemas/posts';
import { reactionsTo } from '../../../core/content/reaction.store.ts';
import { countsIn, openBuckets, trendPointers, trendRows } from '../../../core/feed/trend.store.ts';
import { bucketOf, decayed, endOf } from '../../../core/feed/trend-rules.ts';
import { bettor } from '../../support/make/users.ts';
import { Deliveries } from './deliveries.ts';
import { HANGS, seedsOf, simulatedTable } from './ground.ts';
import { Run } from './run.ts';

const { TREND_STEPS = '40' } = process.env;
const seeds = seedsOf('TREND', 2);
const table = simulatedTable();
const PEOPLE = 5;
const DAY = 24 * 60;

/** Reactions of a few people to a few posts, taken back and given again, while records come twice, late and after a crash, and jobs die. */
async function simulate(seed: number): Promise<string[]> {
  const run = new Run(50_000 + seed);
  const deliveries = new Deliveries(run, table(), ['social']);
  const update = () => updateTrends(system('update-trends'), run.at());
  const people: User[] = [];
  for (let i = 0; i < PEOPLE; i++) people.push(await run.doUnbroken(() => bettor(`t${run.seed}_${i}x`, run.at())));
  run.pass(8 * DAY);
  const author = people[0] as User;
  const body = CreatePost.body.parse({ kind: 'text', text: 'Over in the second half.' });
  const posts: PostId[] = [];
  for (let i = 0; i < 3; i++) posts.push((await run.doUnbroken(() => createPost(author, body, undefined, run.at()))).id);
  const begun = bucketOf(run.at());
  table().follow(run, [...people.map(({ userId }) => userId), ...posts]);
  for (let step = 0; step < Number(TREND_STEPS); step++) {
    const dice = run.dice.fork();
    run.pass(0.1 + dice.below(3));
    const item = { type: 'post' as const, id: dice.pick(posts) };
    const [who, name] = [dice.pick(people), dice.pick(REACTIONS)];
    await run.do(() => (dice.chance(0.7) ? react(who, item, name, run.at()) : unreact(who, item, name))).catch(() => {});
    if (dice.chance(0.6)) await deliveries.rustle(dice.fork());
    if (dice.chance(0.3)) await run.do(update).catch(() => {});
  }
  await deliveries.finish();
  const ended = bucketOf(run.at());
  run.pass(10);
  await run.do(update);
  return run.do(() => verdict(posts, begun, ended, run.at()));
}

/** Everything that differs from the reactions, in words. */
async function verdict(posts: readonly PostId[], begun: string, ended: string, now: Date): Promise<string[]> {
  const wrong: string[] = [];
  const buckets: string[] = [];
  for (let bucket = begun; bucket <= ended; bucket = endOf(bucket).toISOString()) buckets.push(bucket);
  const counted = await Promise.all(buckets.map(async (bucket) => ({ bucket, counts: await countsIn('none', bucket) })));
  const pointer = (await trendPointers(['all'], { consistent: true })).get('all');
  const rows = (pointer && (await trendRows(pointer)))?.rows ?? [];
  for (const postId of posts) {
    const of = counted.flatMap(({ bucket, counts }) =>
      counts.filter(({ ref }) => ref.id === postId).map(({ people }) => ({ bucket, people })),
    );
    const is = of.reduce((sum, { people }) => sum + people, 0);
    const all = await reactionsTo(postId, null, 100, { consistent: true });
    const should = all.filter(({ everCounted, userId, ownerId }) => everCounted && userId !== ownerId).length;
    if (is !== should) wrong.push(`${postId} has ${is} people in its buckets, and ${should} who were counted`);
    const score = of.reduce(
      (sum, { bucket, people }) => sum + decayed(people, endOf(bucket), endOf(pointer?.through ?? bucket)),
      0,
    );
    const listed = rows.find(({ ref }) => ref.id === postId)?.score ?? 0;
    if (Math.abs(listed - score) > 1e-6) wrong.push(`${postId} is listed with ${listed}, and not with ${score}`);
  }
  if ((await openBuckets()).length > 0) wrong.push('a bucket is still open');
  const found = await trendUpkeep.audit((await trendUpkeep.subjects(null)).items, now);
  return [...wrong, ...found.map((one) => JSON.stringify(one))];
}

it(`each person counts once for an item, in ${seeds.length} random sequences`, { timeout: HANGS }, async () => {
  // One after the other: all runs share the lists, and each is later than those before.
  for (const seed of seeds) expect(await simulate(seed), `play it again with TREND_SEED=${seed}`).toEqual([]);
});
