import { entity, gsi1, primary } from '#data/entity';
import { TicketKind } from '#schemas/settlement';
import { counterAttributes } from './item-counts.ts';
import { outcomeAttributes } from './outcome-attributes.ts';
import { PHASES } from './pick-facets.ts';
import { proofAttributes } from './proof-attributes.ts';
import { termsAttributes } from './terms-attributes.ts';

/**
 * A pick with copies of its newest revision and newest outcome; the append-only originals are rows beside it. Amounts are millionths of a
 * unit. A single has one leg. A ticket has several, each on an event of its own or all on one. The index carries what lists filter by.
 */
export const pickEntity = entity('pick', {
  attributes: {
    pickId: { type: 'string', required: true, readOnly: true },
    authorId: { type: 'string', required: true, readOnly: true },
    kind: { type: TicketKind.options, required: true, readOnly: true },
    policyVersion: { type: 'string', required: true, readOnly: true },
    placedAt: { type: 'string', required: true, readOnly: true },
    revision: { type: 'number', required: true },
    /** The instant at which the newest revision was accepted. */
    revisedAt: { type: 'string', required: true },
    /** The instant at which its prices were compared with the books': of the newest revision that changed more than the analysis. */
    pricedAt: { type: 'string', required: true },
    /** The policy by which they were compared. */
    pricePolicy: { type: 'string', required: true },
    ...termsAttributes,
    withdrawnAt: { type: 'string' },
    /** The instant at which a moderator hid the words of the pick; absent while they are shown. The pick counts all the same. */
    wordsHiddenAt: { type: 'string' },
    /** The number of its reviews. */
    reviews: { type: 'number', required: true },
    /** The number of its outcomes. */
    outcomes: { type: 'number', required: true },
    outcome: { type: 'map', properties: outcomeAttributes },
    proofs: proofAttributes,
    /** The number of changes of `proofs`. */
    proofChanges: { type: 'number' },
    /** True for a pick that its author keeps out of feeds. */
    unshared: { type: 'boolean', readOnly: true },
    /** True for a pick whose terms its author alone sees until it locks. */
    sealed: { type: 'boolean', readOnly: true },
    ...counterAttributes,
    /** See facetsOf: what lists filter by and no change changes. */
    facets: { type: 'list', items: { type: 'string' }, required: true, readOnly: true },
    /** See phaseOf: the part of the status that is not up to the clock. */
    phase: { type: PHASES, required: true },
  },
  indexes: {
    primary: primary(['pickId']),
    byAuthor: gsi1(['authorId'], ['pickId'], ['pickId', 'authorId', 'facets', 'phase']),
  },
});
