import { lockAtOf } from '#core/events';
import type { HydratedPick } from './pick.hydrate.ts';

/** The parts of a pick that are not shown to everybody who may see the pick. */
export interface VisibleParts {
  /** The selections with their prices, and the receipts. Of a sealed pick the events, the stake and the times are shown alone. */
  readonly terms: boolean;
  readonly analysis: boolean;
  readonly book: boolean;
  /** The pictures and links that prove it. Their hashes are shown in any case. */
  readonly proof: boolean;
}

/** True until a pick that was sealed locks, whoever looks. A withdrawn one stays sealed as long, so that nobody takes back a secret. */
export const isSealed = ({ pick, events }: Pick<HydratedPick, 'pick' | 'events'>, now: Date): boolean =>
  pick.sealed === true && now.toISOString() < lockAtOf(pick.placedAt, events);

/**
 * A viewer sees the picks of everybody of whom they see all. A withdrawn pick stays visible with its terms; its analysis is shown to nobody.
 * Of a pick whose words a moderator has hidden, its author alone sees the analysis, the book and the proofs; of a sealed pick, until it
 * locks, the terms as well.
 * @param readsSealed true for whom the seal does not hold
 * @returns null for a pick that this viewer may not see
 */
export function visibleParts(
  hydrated: Pick<HydratedPick, 'pick' | 'events' | 'sight' | 'isOwn'>,
  now: Date,
  readsSealed: boolean = hydrated.isOwn,
): VisibleParts | null {
  const { pick, sight, isOwn } = hydrated;
  if (sight !== 'all') return null;
  const terms = readsSealed || !isSealed(hydrated, now);
  const words = terms && (isOwn || pick.wordsHiddenAt === undefined);
  return { terms, analysis: words && pick.withdrawnAt === undefined, book: words, proof: words };
}
