import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, TTL, table } from '#data/table';

/**
 * All sockets of one user in one item, so that one read finds them, and one BatchGet those of a hundred users. At most 20 entries, some
 * 3 KB. It is replaced whole, on condition that `revision` is still the one that was read. In no index.
 */
export const SocketsEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'sockets', version: '1', service: 'youbet' },
        attributes: {
          userId: { type: 'string', required: true, readOnly: true },
          revision: { type: 'string', required: true },
          open: {
            type: 'list',
            required: true,
            items: {
              type: 'map',
              properties: {
                connectionId: { type: 'string', required: true },
                origin: { type: 'string', required: true },
                openedAt: { type: 'string', required: true },
              },
            },
          },
          /** What was closed lately: a session's origin, or `*`. */
          closures: {
            type: 'list',
            required: true,
            items: {
              type: 'map',
              properties: { origin: { type: 'string', required: true }, at: { type: 'string', required: true } },
            },
          },
          expiresAt: { type: 'number', required: true, field: TTL },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['userId'] }, sk: { field: KEYS.sk, composite: [] } } },
      },
      { client, table },
    ),
);
