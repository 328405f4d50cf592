import { receive } from '#core/settlement';
import { contentOf } from './content-rules.ts';
import type { StandingClaim, StoredEvent } from './event-facts.ts';
import type { Sighting } from './sighting-rules.ts';

/**
 * What is kept of a feed's word on an event that an admin has decided: a claim that nobody has heard yet, or that the feed has come round.
 * Nothing is graded from either.
 */
export type Heard =
  | { readonly what: 'claim'; readonly content: string }
  | { readonly what: 'agrees'; readonly claim: StandingClaim };

/**
 * Only scores are compared: details that an admin entered contradict no feed. What the feed repeats at every poll is heard once, until it
 * says something else in between.
 * @returns null when there is nothing to keep
 */
export function heardOf(event: StoredEvent, seen: Sighting | null): Heard | null {
  if (!event.pinned || !seen?.completed || !seen.score) return null;
  const content = contentOf(seen.score, null);
  const pinned = event.state === 'final' && event.result ? contentOf(event.result, null) : event.state;
  const reception = receive({ content: pinned, source: 'admin', pinned: true }, { content, source: event.feed });
  const { claim } = event;
  if (reception === 'unchanged') return claim && claim.content !== null ? { what: 'agrees', claim } : null;
  return claim?.content === content ? null : { what: 'claim', content };
}
