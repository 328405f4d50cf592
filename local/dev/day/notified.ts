import { RingBell } from '../../../schemas/graph.ts';
import { ListNotifications, type NotificationGroup, type NotificationKind } from '../../../schemas/notifications.ts';
import type { connect } from '../../client/client.ts';
import type { Person } from '../../client/people.ts';
import { until } from '../../client/until.ts';
import { say, table } from './print.ts';

type Client = Pick<ReturnType<typeof connect>, 'call'>;

/** Has a person be told of each new post and pick of somebody. */
export async function turnBellOn({ call }: Client, as: Person, author: Person): Promise<void> {
  await call(RingBell, { as, params: { user: author.handle } });
  say(as.name, `turns the bell of @${author.handle} on`);
}

/** Prints the list of what a person was told, once it has all of these kinds. */
export async function printNotifications({ call }: Client, as: Person, kinds: readonly NotificationKind[]): Promise<void> {
  const rows = await until(`the notifications of ${as.name}`, async () => {
    const found = await call(ListNotifications, { as, query: {} });
    return kinds.every((kind) => found.some((row) => row.kind === kind)) ? found : undefined;
  });
  table(
    `The notifications of ${as.name}`,
    ['', 'by', 'in all'],
    rows.slice(0, 8).map((row) => [row.kind, peopleOf(row), String(row.count)]),
  );
}

/** The people of a notification by their handles; a dash for one about picks alone. */
export const peopleOf = ({ actors }: NotificationGroup): string => actors.map(({ handle }) => `@${handle}`).join(', ') || '–';
