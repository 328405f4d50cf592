import { entity, gsi2, type Item, primary } from '#data/entity';

/** The instant at which a block of a log is looked at, to be archived once its newest entry is old. Gone with the block's last archiving. */
export const blockNoteEntity = entity('blocknote', {
  attributes: {
    conversationId: { type: 'string', required: true, readOnly: true },
    block: { type: 'number', required: true, readOnly: true },
    list: { type: ['all'] as const, required: true, readOnly: true },
    dueAt: { type: 'string', required: true },
  },
  indexes: {
    primary: primary(['conversationId'], ['block']),
    byDue: gsi2(['list'], ['dueAt', 'conversationId', 'block']),
  },
});

export type BlockNote = Item<typeof blockNoteEntity>;
