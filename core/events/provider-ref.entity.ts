import { entity, exact, primary } from '#data/entity';

/** The event of a provider's game. Written in one transaction with the event that it names, so that a game cannot become two events. */
export const providerRefEntity = entity('providerref', {
  attributes: {
    provider: { type: 'string', required: true, readOnly: true },
    providerGameId: { type: 'string', required: true, readOnly: true },
    eventId: { type: 'string', required: true, readOnly: true },
  },
  indexes: {
    primary: primary(exact('provider', 'providerGameId')),
  },
});
