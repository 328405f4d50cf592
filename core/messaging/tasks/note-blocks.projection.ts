/**
 * The first entry of a block notes when the block is looked at to be archived.
 * Replay contract: a record that comes again, or late, finds the note, also one that was moved; an archived block that was brought back has one.
 * One whose last archiving has deleted it writes it anew, and the next run finds nothing to move.
 */
import { projection } from '#platform/projection';
import { oldAt } from '../log/archive-block.ts';
import { noteBlock } from '../log/block-note.store.ts';
import { entryOfImage } from '../log/entry.store.ts';
import { boundsOf } from '../log/log-rules.ts';

export const noteBlocks = projection({
  name: 'note-blocks',
  entity: 'logentry',
  row: entryOfImage,
  when: ({ before, after }) => (!before && after && after.seq === boundsOf(after.block).first ? after : null),
  run: ({ conversationId, block, at }) => noteBlock(conversationId, block, oldAt(at).toISOString()),
});
