/**
 * The groups of an owner who is banned from everything, or from messages, pass to others.
 * Replay contract: a record that comes again sends the same message again, which leaves groups that have another owner (pass-groups-on.ts).
 */
import { userOfImage } from '#core/users';
import { projection } from '#platform/projection';
import { askToPassGroupsOn } from './chat-tasks.ts';

export const askForHeirs = projection({
  name: 'ask-for-heirs',
  entity: 'user',
  row: userOfImage,
  when: ({ before, after }) =>
    after && (['ban', 'messagingBan'] as const).some((field) => after[field] && after[field].number !== before?.[field]?.number)
      ? after.userId
      : null,
  run: askToPassGroupsOn,
});
