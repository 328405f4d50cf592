import type { System } from '#actor';
import { log } from '#platform/log';
import { mapConcurrently } from '#platform/map-concurrently';
import type { ConversationId } from '#schemas/common';
import { archiveBlock, bringBack } from '../log/archive-block.ts';
import type { BlockNote } from '../log/block-note.entity.ts';
import { deleteNote, moveNote, notesDue } from '../log/block-note.store.ts';
import { loadHead } from '../log/conversation.store.ts';
import { blockOf, noSuchConversation } from '../log/log-rules.ts';

/** Blocks of one run; a full one takes a second or two. The next run goes on. */
const MOST_BLOCKS = 1_000;
const AT_ONCE = 4;
const DAY = 86_400_000;
/** Milliseconds after which a block that is archived, and that may grow, is looked at again. */
const LOOKED_AT_AGAIN = 365 * DAY;
/** Milliseconds for which a conversation stays in the table that a person brought back. */
const BROUGHT_BACK = 30 * DAY;

/** The number of blocks and entries that were archived, and of blocks that will be later. `isMore` is true where more are due. */
interface ArchivingSummary extends Readonly<Record<string, number | boolean>> {
  readonly blocks: number;
  readonly entries: number;
  readonly later: number;
  readonly isMore: boolean;
}

/**
 * Archives the blocks that are due, the oldest notes first. It bears repeats: a block that is archived is left, and one of which a run died is
 * finished. 2 WRU for each entry, 6 for each block.
 * @throws when some blocks could not be archived; the others were
 */
export async function archiveLogs(_actor: System, now: Date): Promise<ArchivingSummary> {
  const notes = await notesDue(now, MOST_BLOCKS);
  const outcomes = await mapConcurrently(notes, AT_ONCE, (note) => archiveNoted(note, now));
  const failed = outcomes.filter((outcome) => outcome === null).length;
  if (failed > 0) throw new Error(`${failed} of ${notes.length} blocks were not archived`);
  const done = outcomes.flatMap((outcome) => outcome ?? []);
  return {
    blocks: done.filter(({ state }) => state === 'archived').length,
    entries: done.reduce((sum, { entries }) => sum + entries, 0),
    later: done.filter(({ state }) => state === 'young').length,
    isMore: notes.length === MOST_BLOCKS,
  };
}

/** Archives one block, and sets when it is looked at again. Null when it failed, so that one block does not stop the others. */
async function archiveNoted(note: BlockNote, now: Date) {
  const { conversationId, block } = note;
  try {
    const outcome = await archiveBlock(conversationId, block, now);
    const { state, isFull, oldAt } = outcome;
    if (state === 'young') await moveNote(conversationId, block, oldAt.toISOString());
    else if (state === 'gone' || isFull) await deleteNote(note);
    else await moveNote(conversationId, block, new Date(now.getTime() + LOOKED_AT_AGAIN).toISOString());
    return outcome;
  } catch (error) {
    log.error('a block of a log was not archived', { conversationId, block, error: error as Error });
    return null;
  }
}

/**
 * Brings a whole conversation back from the archive into the table, for 30 days. It bears repeats. 2 WRU for each entry.
 * @throws NOT_FOUND
 */
export async function restoreConversation(
  _actor: System,
  { conversationId }: { readonly conversationId: ConversationId },
  now: Date,
): Promise<{ readonly blocks: number; readonly entries: number }> {
  const head = await loadHead(conversationId);
  if (!head) throw noSuchConversation();
  const until = new Date(now.getTime() + BROUGHT_BACK);
  let [blocks, entries] = [0, 0];
  for (let block = 0; block <= blockOf(Math.max(1, head.lastSeq)); block++) {
    const restored = await bringBack(conversationId, block, until);
    blocks += restored > 0 ? 1 : 0;
    entries += restored;
  }
  return { blocks, entries };
}
