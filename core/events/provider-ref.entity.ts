import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/** Which of our events a provider's game is. Made with the event in one transaction, so that a game cannot become two events. */
export const ProviderRefEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'providerref', version: '1', service: 'youbet' },
        attributes: {
          provider: { type: 'string', required: true, readOnly: true },
          providerGameId: { type: 'string', required: true, readOnly: true },
          eventId: { type: 'string', required: true, readOnly: true },
        },
        indexes: {
          primary: {
            pk: { field: KEYS.pk, composite: ['provider', 'providerGameId'], casing: 'none' },
            sk: { field: KEYS.sk, composite: [] },
          },
        },
      },
      { client, table },
    ),
);
