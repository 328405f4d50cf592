import type { Item } from '#data/entity';
import { readSpan } from '#data/span';
import { outcomeEntity } from './outcome.entity.ts';
import { pickEntity } from './pick.entity.ts';
import {
  outcomesOf,
  pickById,
  reviewsOf,
  type StoredOutcome,
  type StoredPick,
  type StoredReview,
  type StoredRevision,
  storedPick,
} from './pick.store.ts';
import { pickReviewEntity } from './pick-review.entity.ts';
import { revisionEntity } from './revision.entity.ts';

/** A pick with what was written about it. */
interface PickWithFacts {
  readonly pick: StoredPick;
  /** The newest ones, newest first. */
  readonly revisions: readonly StoredRevision[];
  readonly outcomes: readonly StoredOutcome[];
  readonly reviews: readonly StoredReview[];
}

/** Rows beside the revisions that are shown: the pick, and of most picks all outcomes and reviews. */
const BESIDE_REVISIONS = 4;

/**
 * A pick with its newest revisions and all outcomes and reviews, which stand side by side in its partition; null for an unknown id. One Query,
 * 0.5 RRU for each 4 KB of all of them, or 1 if consistent; a second trip for a pick that has been changed or decided a dozen times.
 */
export async function pickWithFacts(pickId: string, shown: number, { consistent = true } = {}): Promise<PickWithFacts | null> {
  const { pk } = pickEntity().get({ pickId }).params<{ readonly Key: { readonly pk: string } }>().Key;
  const span = await readSpan({ pk, from: 'outcome', to: 'revision' }, shown + BESIDE_REVISIONS, { consistent });
  const rowsOf = <Row>(name: string, make: () => { parse(rows: object): { readonly data: unknown } }): Row[] => {
    const rows = span.of(name);
    return rows.Items.length === 0 ? [] : (make().parse(rows).data as Row[]);
  };
  const revisions = rowsOf<StoredRevision>('revision', revisionEntity).slice(0, shown);
  if (!span.isWhole) {
    const [pick, outcomes, reviews] = await Promise.all([
      pickById(pickId, { consistent }),
      outcomesOf(pickId, { consistent }),
      reviewsOf(pickId),
    ]);
    return pick && { pick, revisions, outcomes, reviews };
  }
  const [row] = rowsOf<Item<typeof pickEntity>>('pick', pickEntity);
  const outcomes = rowsOf<StoredOutcome>('outcome', outcomeEntity).reverse();
  const reviews = rowsOf<StoredReview>('pickreview', pickReviewEntity).reverse();
  return row ? { pick: storedPick(row), revisions, outcomes, reviews } : null;
}
