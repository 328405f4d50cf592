import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, TTL, table } from '#data/table';

/** Our word to Cognito that this user has proven who they are, good for one sign-in. Kept under the grant's hash. */
export const GrantEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'grant', version: '1', service: 'youbet' },
        attributes: {
          grantHash: { type: 'string', required: true, readOnly: true },
          userId: { type: 'string', required: true, readOnly: true },
          /** The challenge that consumed it: Cognito asks again when our answer is slow. */
          nonce: { type: 'string' },
          expiresAt: { type: 'number', required: true, field: TTL },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['grantHash'] }, sk: { field: KEYS.sk, composite: [] } } },
      },
      { client, table },
    ),
);
