import { CustomAttributeType } from 'electrodb';
import { entity, primary } from '#data/entity';
import type { OpenPeriod, StakeAmounts } from './stake-periods.ts';

const period = { type: CustomAttributeType<OpenPeriod>('any'), required: true } as const;

/**
 * The stakes of a person with limits in the periods that are open: one row, so that a pick is judged by one read and counted by one write.
 * Amounts are millionths of a unit. The limits repeat those on the user; the sums follow from the picks. In no index.
 */
export const stakeSumEntity = entity('stakesum', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** Counts the writes, so that two at once are seen. */
    version: { type: 'number', required: true },
    limits: { type: CustomAttributeType<StakeAmounts>('any'), required: true },
    /** The time zone in which the next periods begin. */
    zone: { type: 'string', required: true },
    day: period,
    week: period,
    month: period,
    /** The instant of the first limit. */
    begunAt: { type: 'string', required: true },
    /** The picks that were counted in the first minute, when the sums are taken from the picks anew each time. Absent afterwards. */
    recent: { type: 'list', items: { type: 'string' } },
  },
  indexes: { primary: primary(['userId']) },
});
