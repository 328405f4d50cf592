/**
 * A user is told that a new device has signed in.
 * Replay contract: a session never comes back, and the list has one notification for each, so that a record that comes again tells nothing new.
 */
import { sessionOfImage } from '#core/identity';
import { batchProjection } from '#platform/projection';
import { ONLY, subjectOf } from './group-rules.ts';
import { tellFacts } from './notify.ts';
import type { FactFor } from './tell-messages.ts';

export const tellNewDevices = batchProjection({
  name: 'tell-new-devices',
  entity: 'session',
  row: sessionOfImage,
  when: ({ before, after }): FactFor | null =>
    before === null && after?.newDevice
      ? {
          userId: after.userId,
          kind: 'new-device',
          subject: subjectOf('session', after.sessionId),
          fact: { by: after.sessionId, mark: ONLY },
        }
      : null,
  runAll: tellFacts,
});
