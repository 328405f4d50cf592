import type { HydratedPick } from './pick.hydrate.ts';

/** The parts of a pick that are not shown to everybody who may see the pick. */
export interface VisibleParts {
  readonly analysis: boolean;
  readonly book: boolean;
  /** The pictures and links that prove it. Their hashes are shown in any case. */
  readonly proof: boolean;
}

/**
 * A viewer sees the picks of everybody of whom they see all. A withdrawn pick stays visible with its terms; its analysis is shown to nobody.
 * Of a pick whose words a moderator has hidden, its author alone sees the analysis, the book and the proofs.
 * @returns null for a pick that this viewer may not see
 */
export const visibleParts = ({ pick, sight, isOwn }: Pick<HydratedPick, 'pick' | 'sight' | 'isOwn'>): VisibleParts | null =>
  sight === 'all' ? partsOf(pick, isOwn || pick.wordsHiddenAt === undefined) : null;

const partsOf = ({ withdrawnAt }: HydratedPick['pick'], words: boolean): VisibleParts => ({
  analysis: withdrawnAt === undefined && words,
  book: words,
  proof: words,
});
