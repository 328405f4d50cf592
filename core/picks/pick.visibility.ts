import type { Viewer } from '#actor';
import { maySeeUser } from '#core/users';
import type { HydratedPick } from './pick.hydrate.ts';

/** The parts of a pick that are not shown to everybody who may see the pick. */
export interface VisibleParts {
  readonly analysis: boolean;
}

/**
 * Everybody sees the picks of everybody whom they may see. A withdrawn pick stays visible with its terms; its analysis is shown to nobody.
 * @returns null for a pick that this viewer may not see
 */
export const visibleParts = (viewer: Viewer, { pick, author }: HydratedPick): VisibleParts | null =>
  maySeeUser(viewer, author ?? { userId: pick.authorId }) ? { analysis: pick.withdrawnAt === undefined } : null;
