import type { HydratedPick } from './pick.hydrate.ts';

/** The parts of a pick that are not shown to everybody who may see the pick. */
export interface VisibleParts {
  readonly analysis: boolean;
  readonly book: boolean;
}

/**
 * A viewer sees the picks of everybody of whom they see all. A withdrawn pick stays visible with its terms; its analysis is shown to nobody.
 * Of a pick whose words a moderator hid, neither the analysis nor the book is.
 * @returns null for a pick that this viewer may not see
 */
export const visibleParts = ({ pick, sight }: Pick<HydratedPick, 'pick' | 'sight'>): VisibleParts | null =>
  sight === 'all' ? partsOf(pick) : null;

const partsOf = ({ withdrawnAt, wordsHiddenAt }: HydratedPick['pick']): VisibleParts => ({
  analysis: withdrawnAt === undefined && wordsHiddenAt === undefined,
  book: wordsHiddenAt === undefined,
});
