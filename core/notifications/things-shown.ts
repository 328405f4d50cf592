/** The posts, picks and comments that notifications are about, as far as the list shows something of them. */
import { commentsByIds, postsByIds, stands } from '#core/content';
import { followCountsOf } from '#core/graph';
import { type CounterChange, countsView, picksByIds } from '#core/picks';
import type { UserId } from '#schemas/common';
import { partsOfSubject } from './group-rules.ts';
import type { NotificationState } from './notification.store.ts';

/** The things behind some notifications. */
export interface ThingsShown {
  /** True where the post was deleted or hidden, of which its comments, reactions and mentions tell nothing any more. */
  isGone(state: NotificationState): boolean;
  /** The counter of the thing, where the notification had more members than it keeps; else 0. */
  counterOf(state: NotificationState): number;
}

/** One trip: 0.5 RRU for each post, and for each other thing whose counter is shown. */
export async function thingsBehind(userId: UserId, states: readonly NotificationState[]): Promise<ThingsShown> {
  const subjects = states.map((state) => ({ ...partsOfSubject(state.subject), kind: state.kind, isCut: state.cut === true }));
  const itemIds = (type: string, among = subjects) => among.flatMap(({ item }) => (item?.type === type ? [item.id] : []));
  const cut = subjects.filter(({ isCut }) => isCut);
  const [posts, picks, comments, follows] = await Promise.all([
    postsByIds(itemIds('post')),
    picksByIds(itemIds('pick', cut), { consistent: false }),
    commentsByIds(cut.flatMap(({ kind, id }) => (kind === 'reply' ? [id] : []))),
    cut.some(({ kind }) => kind === 'new-follower') ? followCountsOf(userId) : null,
  ]);
  const counted = new Map<string, CounterChange>([
    ...[...posts].map(([id, post]) => [id, post] as const),
    ...picks.map((pick) => [pick.pickId, pick] as const),
  ]);
  const reactionsTo = (row: CounterChange) => Object.values(countsView(row).reactions).reduce((sum, count) => sum + count, 0);
  return {
    isGone({ subject }) {
      const { item } = partsOfSubject(subject);
      const post = item?.type === 'post' ? posts.get(item.id) : null;
      return post === undefined || (post !== null && !stands(post));
    },
    counterOf({ kind, subject, cut }) {
      const { id, item } = partsOfSubject(subject);
      if (!cut) return 0;
      if (kind === 'new-follower') return follows?.followers ?? 0;
      if (kind === 'reply') return comments.get(id)?.replies ?? 0;
      const row = counted.get(item?.id ?? '') ?? {};
      if (kind === 'new-comment') return countsView(row).comments;
      return kind === 'reaction' ? reactionsTo(row) : 0;
    },
  };
}
