import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/** Which of our events a feed's game is. Made with the event in one transaction, so that a game cannot become two events. */
export const FeedRefEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'feedref', version: '1', service: 'youbet' },
        attributes: {
          feed: { type: 'string', required: true, readOnly: true },
          feedId: { type: 'string', required: true, readOnly: true },
          eventId: { type: 'string', required: true, readOnly: true },
        },
        indexes: {
          primary: {
            pk: { field: KEYS.pk, composite: ['feed', 'feedId'], casing: 'none' },
            sk: { field: KEYS.sk, composite: [] },
          },
        },
      },
      { client, table },
    ),
);
