/**
 * A new name, a new picture or a ban of a user asks for new boards, which are built only when something has changed.
 * Replay contract: a record that comes again asks again, and the next build finds the same.
 */
import { userOfImage } from '#core/users';
import { projection } from '#platform/projection';
import { keepBoardState } from './board-sum.store.ts';

type ShownUser = ReturnType<typeof userOfImage>;
const shownOf = ({ handle, displayName, avatarId, bans }: ShownUser): string =>
  JSON.stringify([handle, displayName, avatarId ?? null, bans]);

export const askForBoards = projection({
  name: 'ask-for-boards',
  entity: 'user',
  row: userOfImage,
  when: ({ before, after }) => (before && after && shownOf(before) !== shownOf(after) ? after.userId : null),
  run: (_, now) => keepBoardState({ peopleChangedAt: now.toISOString() }),
});
