import { conditionHeld } from '#data/transaction';
import { type BlockNote, blockNoteEntity } from './block-note.entity.ts';

/** Notes a block that has none. 2 WRU. @returns false where there is a note */
export const noteBlock = (conversationId: string, block: number, dueAt: string): Promise<boolean> =>
  conditionHeld(blockNoteEntity().create({ conversationId, block, list: 'all', dueAt }).go());

/** Sets when a block is looked at. 3 WRU, and 2 where there was no note. */
export const moveNote = async (conversationId: string, block: number, dueAt: string): Promise<void> => {
  await blockNoteEntity().put({ conversationId, block, list: 'all', dueAt }).go();
};

export const deleteNote = async ({ conversationId, block }: BlockNote): Promise<void> => {
  await blockNoteEntity().delete({ conversationId, block }).go();
};

/** The notes of a conversation: 0.5 RRU for some 30 of them. */
export const notesOf = async (conversationId: string): Promise<BlockNote[]> =>
  (await blockNoteEntity().query.primary({ conversationId }).go({ pages: 'all' })).data;

/** The notes that are due, the oldest first: a Query of the index and a batch, 0.5 RRU for each. */
export const notesDue = async (now: Date, most: number): Promise<BlockNote[]> =>
  (await blockNoteEntity().query.byDue({ list: 'all' }).lte({ dueAt: now.toISOString() }).go({ limit: most, hydrate: true }))
    .data;
