import type { EventFacts } from '#core/events';
import type { UserCard } from '#core/users';
import type { EventId } from '#schemas/common';
import type { PickView } from '#schemas/pick-views';
import { withEvents } from './pick.hydrate.ts';
import type { StoredPick } from './pick.store.ts';
import { pickView } from './pick.view.ts';
import { type VisibleParts, visibleParts } from './pick.visibility.ts';

/**
 * A pick of a page that has loaded its events and its author, and has decided that the viewer sees all of the author. Long analyses are cut, and
 * words that a moderator has hidden are shown to nobody, their author included.
 * @throws Error when one of its events is not among these
 */
export function pickInPage(
  pick: StoredPick,
  events: ReadonlyMap<EventId, EventFacts>,
  { author, isOwn }: { readonly author: UserCard | undefined; readonly isOwn: boolean },
  now: Date,
): PickView {
  const hydrated = { pick, events: withEvents(pick, events), author, sight: 'all', isListed: true, isOwn: false } as const;
  return pickView(hydrated, visibleParts(hydrated, now, isOwn) ?? NOTHING, now);
}
const NOTHING: VisibleParts = { terms: false, analysis: false, book: false, proof: false };
