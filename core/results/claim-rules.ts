import { contentOf, type Score, type StandingClaim, type StoredEvent } from '#core/events';
import { receive } from '#core/grading';

/** A provider's word on an event: the score that it shows, and whether it calls the game completed. */
export interface ShownScore {
  readonly completed: boolean;
  readonly score: Score | null;
}

/**
 * What is kept of a provider's word on an event that an admin has decided: a claim that nobody has heard yet, or that the provider has come round.
 * Nothing is graded from either.
 */
export type Heard =
  | { readonly what: 'claim'; readonly content: string }
  | { readonly what: 'agrees'; readonly claim: StandingClaim };

/**
 * Only scores are compared: details that an admin entered contradict no provider. What the provider repeats at every poll is heard once, until it
 * says something else in between.
 * @returns null when there is nothing to keep
 */
export function heardOf(event: StoredEvent, seen: ShownScore | null): Heard | null {
  if (!event.pinned || !seen?.completed || !seen.score) return null;
  const content = contentOf(seen.score, null);
  const pinned = event.state === 'final' && event.result ? contentOf(event.result, null) : event.state;
  const reception = receive({ content: pinned, source: 'admin', pinned: true }, { content, source: event.provider });
  const { claim } = event;
  if (reception === 'unchanged') return claim && claim.content !== null ? { what: 'agrees', claim } : null;
  return claim?.content === content ? null : { what: 'claim', content };
}
