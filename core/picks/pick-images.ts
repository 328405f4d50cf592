import type { Item } from '#data/entity';
import type { Image } from '#platform/projection';
import { outcomeEntity } from './outcome.entity.ts';
import { pickEntity } from './pick.entity.ts';
import { type StoredOutcome, type StoredPick, storedPick } from './pick.store.ts';

/** The stored pick in an image of the stream. */
export const pickOfImage = (image: Image): StoredPick =>
  storedPick(pickEntity().parse({ Item: image as never }).data as Item<typeof pickEntity>);

/** The stored outcome in an image of the stream. */
export const outcomeOfImage = (image: Image): StoredOutcome =>
  outcomeEntity().parse({ Item: image as never }).data as StoredOutcome;
