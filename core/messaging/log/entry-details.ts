import type * as z from 'zod';
import type { ChatMedia } from '#core/media';
import type { ChangeKind, Confidence, GroupHistory, MemberRole } from '#schemas/entry-views';
import type { ReactionName } from '#schemas/item-counts';
import type { OfferedMarket } from '#schemas/markets';

/** The details of a slip. */
export interface SlipDetails {
  readonly pickId: string;
}

/** The details of an image, a file or a recording. */
export interface MediaDetails {
  readonly media: ChatMedia;
}

/** The details of an analysis. */
export interface AnalysisDetails {
  readonly eventId: string;
  readonly market: OfferedMarket;
  readonly lean: string;
  readonly confidence: z.infer<typeof Confidence>;
}

/** A change of a conversation. `userId` is the person whom it is about. */
export interface ChangeDetails {
  readonly change: ChangeKind;
  readonly userId?: string;
  readonly role?: MemberRole;
  readonly name?: string;
  readonly history?: GroupHistory;
  readonly reaction?: ReactionName;
  /** The number of the message that was edited, deleted or pinned. */
  readonly target?: number;
}

export type EntryDetails = MediaDetails | SlipDetails | AnalysisDetails | ChangeDetails;
