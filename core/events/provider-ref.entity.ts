import { entity, exact, primary } from '#data/entity';

/** Which of our events a provider's game is. Made with the event in one transaction, so that a game cannot become two events. */
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
