import { entity, gsi2, primary } from '#data/entity';

/** Work that is due about a person, until it is done: an export, or the erasure. The index lists what is due, for the job that sends it on. */
export const privacyTaskEntity = entity('privacytask', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    task: { type: ['export', 'erase'] as const, required: true, readOnly: true },
    list: { type: ['due'] as const, required: true, readOnly: true },
    /** A task that waits longer is put anew. */
    dueAt: { type: 'string', required: true, readOnly: true },
    /** The instant until which a run has it; another one leaves it alone. */
    takenUntil: { type: 'string' },
  },
  indexes: { primary: primary(['userId'], ['task']), byTime: gsi2(['list'], ['dueAt', 'userId', 'task']) },
});
