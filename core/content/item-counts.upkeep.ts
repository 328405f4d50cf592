import { COUNTERS, type CounterChange, type CounterName, counterOf, pickById, pickSubjects } from '#core/picks';
import { madePage } from '#core/users';
import { transact } from '#data/transaction';
import { auditEach, type Difference, differencesOf, gapsIn, type Upkeep } from '#data/upkeep';
import type { PickId, PostId } from '#schemas/common';
import { commentIdsOf, commentsByIds, type StoredComment, TOP } from './comment.store.ts';
import { countersPart, countTogether, sumOf, type Uncounted, uncountedComment, uncountedReaction } from './count.projection.ts';
import type { ItemRef } from './item-ref.ts';
import { countersOf, postById, postIdsOf, postRevisions } from './post.store.ts';
import { reactionsTo, type StoredReaction } from './reaction.store.ts';
import { keptText } from './write-rules.ts';

/** Rows of one read of an audit. */
const PER_READ = 500;

/** The rows that an item's counters follow from. */
interface CountedRows {
  readonly reactions: readonly StoredReaction[];
  readonly comments: readonly StoredComment[];
}

async function rowsOf({ id }: ItemRef): Promise<CountedRows> {
  const reactions: StoredReaction[] = [];
  for (let after: string | null = null; ; after = reactions.at(-1)?.userId ?? null) {
    const some = await reactionsTo(id, after, PER_READ, { consistent: true });
    reactions.push(...some);
    if (some.length < PER_READ) break;
  }
  const top = await threadOf(id, TOP);
  const answers = await Promise.all(top.filter(({ replies }) => replies > 0).map(({ commentId }) => threadOf(id, commentId)));
  return { reactions, comments: [...top, ...answers.flat()] };
}

async function threadOf(itemId: string, parentId: string): Promise<StoredComment[]> {
  const all: StoredComment[] = [];
  for (let after: string | null = null; ; ) {
    const ids: string[] = await commentIdsOf(itemId, parentId, { after, order: 'oldest', count: PER_READ });
    const rows = await commentsByIds(ids, { consistent: true });
    all.push(...ids.flatMap((commentId) => rows.get(commentId) ?? []));
    if (ids.length < PER_READ) return all;
    after = ids.at(-1) ?? null;
  }
}

/** The counters that contain exactly what the rows say is counted. */
const countedIn = ({ reactions, comments }: CountedRows): CounterChange =>
  sumOf([
    ...reactions.flatMap(({ counted }) => counted.map((name) => ({ change: { [counterOf(name)]: 1 } }))),
    ...comments.map(({ counted }) => ({ change: { commentCount: counted } })),
  ]);

const uncountedIn = ({ reactions, comments }: CountedRows): Uncounted[] => [
  ...reactions.flatMap((reaction) => uncountedReaction(reaction) ?? []),
  ...comments.flatMap((comment) => uncountedComment(comment) ?? []),
];

/** Compares the counters of an item with its rows. A query for each 500 reactions of a partition, and for each thread. */
async function auditCounters(item: ItemRef, counters: CounterChange): Promise<Difference[]> {
  const rows = await rowsOf(item);
  const of = `counters of ${item.type} ${item.id}`;
  const counted = countedIn(rows);
  const shown = Object.fromEntries(COUNTERS.map((name) => [name, counters[name] ?? 0]));
  const answers = Map.groupBy(
    rows.comments.filter(({ deletedAt }) => deletedAt === undefined),
    ({ parentId }) => parentId,
  );
  return [
    ...differencesOf(of, shown, Object.fromEntries(COUNTERS.map((name) => [name, counted[name] ?? 0]))),
    ...uncountedIn(rows).map(({ key, change }) => ({ of: `${of}, row ${key}`, field: 'counted', is: null, should: change })),
    ...rows.comments
      .filter(({ parentId }) => parentId === TOP)
      .flatMap(({ commentId, replies }) =>
        differencesOf(`comment ${commentId}`, { replies }, { replies: answers.get(commentId)?.length ?? 0 }),
      ),
  ];
}

/**
 * Counts what a lost record left uncounted, then sets counters that differ from what the rows say is counted. The counters were read before
 * the rows and are a condition of the write, so that a transaction in between refuses it.
 */
async function repairCounters(item: ItemRef, read: () => Promise<CounterChange | null>, now: Date): Promise<string[]> {
  const uncounted = uncountedIn(await rowsOf(item));
  if (uncounted.length > 0) await countTogether(uncounted.slice(0, MOST_AT_ONCE), undefined, now);
  const before = await read();
  if (!before) return [];
  const counted = countedIn(await rowsOf(item));
  const wrong = COUNTERS.filter((name) => (before[name] ?? 0) !== (counted[name] ?? 0));
  const change = Object.fromEntries(
    wrong.map((name): [CounterName, number] => [name, (counted[name] ?? 0) - (before[name] ?? 0)]),
  );
  const part = countersPart(item, change, before);
  const refused = part ? await transact({ counters: part }) : new Set();
  const isSet = part !== null && refused.size === 0;
  return uncounted.length > 0 || isSet ? [`counters of ${item.type} ${item.id}`] : [];
}
/** Rows of one transaction of a repair; what is left differs at the next walk. */
const MOST_AT_ONCE = 98;

const pickRef = (id: string): ItemRef => ({ type: 'pick', id: id as PickId });
const postRef = (id: string): ItemRef => ({ type: 'post', id: id as PostId });
const countersOfPick = async (pickId: string) => {
  const pick = await pickById(pickId);
  return pick && countersOf(pick);
};
const countersOfPost = async (postId: string) => {
  const post = await postById(postId);
  return post && countersOf(post);
};

/** Compares the counters of each pick with the rows of its reactions and comments. */
export const pickCountersUpkeep: Upkeep = {
  kind: 'pick',
  nights: 7,
  subjects: (cursor) => pickSubjects.subjects(cursor),
  audit: (pickIds) =>
    auditEach(pickIds, async (pickId) => {
      const counters = await countersOfPick(pickId);
      return counters ? auditCounters(pickRef(pickId), counters) : [];
    }),
  repair: (pickId, now) => repairCounters(pickRef(pickId), () => countersOfPick(pickId), now),
};

/**
 * Compares each post with its revisions, and its counters with the rows of its reactions and comments. The repair corrects counters; a post
 * that contradicts its revisions needs a person.
 */
export const postUpkeep: Upkeep = {
  kind: 'post',
  nights: 7,
  subjects: (cursor) => madePage(postIdsOf, cursor),
  audit: (postIds) =>
    auditEach(postIds, async (postId) => {
      const [post, revisions] = await Promise.all([
        postById(postId),
        postRevisions(postId, null, PER_READ, { consistent: true }),
      ]);
      if (!post) return [];
      const texts = revisions.toReversed();
      const first = texts[0]?.revision ?? 1;
      const newest = texts.at(-1);
      return [
        ...gapsIn(
          `revisions of post ${postId}`,
          texts.map(({ revision }) => revision - first + 1),
        ),
        ...(newest ? differencesOf(`post ${postId}`, post, { revision: newest.revision }) : []),
        ...(newest && post.deletedAt === undefined ? differencesOf(`post ${postId}`, post, keptText(newest.text)) : []),
        ...(await auditCounters(postRef(postId), countersOf(post))),
      ];
    }),
  repair: (postId, now) => repairCounters(postRef(postId), () => countersOfPost(postId), now),
};
