import { entity, primary } from '#data/entity';
import { LEAGUE_NAMES } from '#schemas/sports';

/** The competitions that the odds provider has in season, as it last said: one row. */
export const seasonEntity = entity('season', {
  attributes: {
    list: { type: 'string', required: true, readOnly: true, default: 'all' },
    /** The instant of the provider's reply. */
    at: { type: 'string', required: true },
    competitions: {
      type: 'list',
      required: true,
      items: {
        type: 'map',
        properties: {
          league: { type: LEAGUE_NAMES, required: true },
          key: { type: 'string', required: true },
          title: { type: 'string', required: true },
        },
      },
    },
  },
  indexes: { primary: primary(['list']) },
});
