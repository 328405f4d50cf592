import { entity, exact, primary } from '#data/entity';
import { LEAGUE_NAMES } from '#schemas/sports';

/**
 * The events of two teams in a league, whichever of them is at home, or of a title. A new event raises the version in its own transaction,
 * so that two polls at once cannot make two events of one fixture that the provider shows under two ids.
 */
export const pairingEntity = entity('pairing', {
  attributes: {
    provider: { type: 'string', required: true, readOnly: true },
    league: { type: LEAGUE_NAMES, required: true, readOnly: true },
    /** See pairOf(). */
    teams: { type: 'string', required: true, readOnly: true },
    version: { type: 'number', required: true },
    /** The newest events, the oldest first. */
    eventIds: { type: 'list', items: { type: 'string' }, required: true },
  },
  indexes: { primary: primary(exact('provider', 'league', 'teams')) },
});
