import { entity, primary } from '#data/entity';
import { LEAGUE_NAMES } from '#schemas/sports';

/** The next time at which a job looks at a league's games, so that a minute in which nothing is due costs one read. A row for each job and league. */
export const pollPlanEntity = entity('pollplan', {
  attributes: {
    /** All rows are in one list. */
    list: { type: 'string', required: true, readOnly: true, default: 'all' },
    job: { type: ['events', 'scores'] as const, required: true, readOnly: true },
    league: { type: LEAGUE_NAMES, required: true, readOnly: true },
    nextAt: { type: 'string', required: true },
    /** The newest change of the league's events that the plan takes into account. */
    newest: { type: 'string', required: true },
  },
  indexes: {
    primary: primary(['list'], ['job', 'league']),
  },
});
