import type * as z from 'zod';
import type { ChangeKind, Confidence, GroupHistory, MemberRole } from '#schemas/entry-views';
import type { OfferedMarket } from '#schemas/markets';

/** The details of a slip. */
export interface SlipDetails {
  readonly pickId: string;
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
  /** The number of the message that was edited, deleted or pinned. */
  readonly target?: number;
}

export type EntryDetails = SlipDetails | AnalysisDetails | ChangeDetails;
