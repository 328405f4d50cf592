import { CustomAttributeType } from 'electrodb';
import { EXPIRES_AT, entity, primary } from '#data/entity';
import { Timeframe } from '#schemas/stats';

/**
 * A bettor's part of the boards that was counted on one UTC day, for each day of settlement. Outcomes only add to it, and once its day is
 * over nothing does, so that each day is read once. A row of its own beside the record: whoever builds boards reads by the day, and in no
 * index. It lives longer than the longest timeframe that is added up from days.
 */
export const boardSumEntity = entity('boardsum', {
  attributes: {
    countedOn: { type: 'string', required: true, readOnly: true },
    shard: { type: 'number', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    settledOn: { type: 'string', required: true, readOnly: true },
    decided: { type: 'number' },
    wins: { type: 'number' },
    losses: { type: 'number' },
    pushes: { type: 'number' },
    turnover: { type: 'number' },
    profit: { type: 'number' },
    events: { type: 'number' },
    above: { type: 'number' },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['countedOn', 'shard'], ['userId', 'settledOn']) },
});

/**
 * The sums of a timeframe over all that was counted up to the end of a day, of some bettors. Those with enough decided picks to be ranked
 * stand apart from the others, who are read only when one of them settles something.
 */
export const closedSumsEntity = entity('closedsums', {
  attributes: {
    timeframe: { type: Timeframe.options, required: true, readOnly: true },
    through: { type: 'string', required: true, readOnly: true },
    part: { type: ['eligible', 'others'] as const, required: true, readOnly: true },
    bucket: { type: 'number', required: true, readOnly: true },
    /** See packSums. */
    sums: { type: CustomAttributeType<Uint8Array>('any'), required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['timeframe', 'through', 'part'], ['bucket']) },
});

/** The state of all boards: what the newest build was built from. One item. */
export const boardStateEntity = entity('boardstate', {
  attributes: {
    of: { type: ['boards'] as const, required: true, readOnly: true },
    builtAt: { type: 'string' },
    /** The hash of all that was counted since the closed sums. */
    counted: { type: 'string' },
    /** The newest day that all closed sums cover. */
    closedThrough: { type: 'string' },
    /** The newest change of a name or a ban, by the clock of whoever noted it. */
    peopleChangedAt: { type: 'string' },
  },
  indexes: { primary: primary(['of']) },
});
