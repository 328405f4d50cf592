import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';
import { Role } from '#schemas/users';

/** A role that somebody was given or that was taken from them: appended, never changed. Who has none was never more than a user. */
export const RoleFactEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'rolefact', version: '1', service: 'youbet' },
        attributes: {
          userId: { type: 'string', required: true, readOnly: true },
          /** Counts from 1 for each user. */
          number: { type: 'number', required: true, readOnly: true, padding: { length: 6, char: '0' } },
          role: { type: Role.options, required: true, readOnly: true },
          reason: { type: 'string', required: true, readOnly: true },
          /** Who decided, and when. */
          by: { type: 'string', required: true, readOnly: true },
          at: { type: 'string', required: true, readOnly: true },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['userId'] }, sk: { field: KEYS.sk, composite: ['number'] } } },
      },
      { client, table },
    ),
);
