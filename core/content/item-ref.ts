import type { PickId, PostId, UserId } from '#schemas/common';
import type { ItemType } from '#schemas/item-views';

/** An item by its type and id. */
export type ItemRef = { readonly type: 'post'; readonly id: PostId } | { readonly type: 'pick'; readonly id: PickId };

/** @param id of an item of this type, as a row has it */
export const itemRef = (type: ItemType, id: string): ItemRef => ({ type, id }) as ItemRef;

/** The item that the path of a route names. */
export const itemOfPath = (params: { readonly postId: PostId } | { readonly pickId: PickId }): ItemRef =>
  'postId' in params ? { type: 'post', id: params.postId } : { type: 'pick', id: params.pickId };

/** A pick that a post shows, with what a page loads beside it. */
export interface PostQuote {
  readonly pickId: PickId;
  readonly authorId: UserId;
  readonly eventIds: readonly string[];
  readonly sports: readonly string[];
}
