import type { Change } from '#platform/change';
import { OutcomeEntity } from './outcome.entity.ts';
import { PickEntity } from './pick.entity.ts';
import type { StoredOutcome, StoredPick } from './pick.store.ts';

/** A pick as a record of the stream shows it after the change; null for another entity's record, or a removal. */
export const projectedPick = ({ after }: Change): StoredPick | null =>
  after && (PickEntity.parse({ Item: after as never }, { ignoreOwnership: false }).data as StoredPick | null);

/** The same for an outcome. */
export const projectedOutcome = ({ after }: Change): StoredOutcome | null =>
  after && (OutcomeEntity.parse({ Item: after as never }, { ignoreOwnership: false }).data as StoredOutcome | null);
