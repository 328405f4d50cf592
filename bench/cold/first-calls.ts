import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { GetFollowing } from '#schemas/feed';
import { GetPick } from '#schemas/picks';
import { rowsOf } from '../../core/feed/feed-row.store.ts';
import { pickById, termsOf } from '../../core/picks/pick.store.ts';
import { revisionEntity } from '../../core/picks/revision.entity.ts';
import { httpEvent } from '../../test/support/http-event.ts';
import { fix, release } from '../units/fixed.ts';
import { feed } from '../units/scenarios/feeds.ts';
import { standIn } from '../units/stand-ins.ts';

/** The items of the feed that a first call reads: few, since the handlers beside it read one. */
const ITEMS = 3;

/**
 * Fills the table of the environment with a feed of some picks, by the product's own code.
 * @returns an event for each door that is called
 */
export async function firstCalls(): Promise<Readonly<Record<string, APIGatewayProxyEventV2>>> {
  standIn();
  fix('cold starts');
  try {
    const as = await feed({ items: ITEMS, authors: 1, events: 1 });
    const [pick] = await rowsOf(as.userId, null, 1);
    if (!pick) throw new Error('the feed is empty');
    // Each pick has its first revision, which the scenario leaves out.
    const stored = await pickById(pick.id);
    if (!stored) throw new Error('the pick is gone');
    await revisionEntity()
      .put({ pickId: pick.id, revision: 1, at: stored.revisedAt, ...termsOf(stored) })
      .go();
    const picks = httpEvent(GetPick, { as, params: { pickId: pick.id } });
    return { 'http/picks': picks, 'http/feed': httpEvent(GetFollowing, { as }) };
  } finally {
    release();
  }
}
