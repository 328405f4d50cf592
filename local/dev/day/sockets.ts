import type { Notification } from '../../../schemas/messages.ts';
import { dim } from '../../cli/colours.ts';
import type { connect } from '../../client/client.ts';
import type { Person } from '../../client/people.ts';
import type { ClientSocket } from '../../client/socket.ts';
import { until } from '../../client/until.ts';
import { peopleOf } from './notified.ts';
import { coloured, say, signed } from './print.ts';

type OfType<T extends Notification['type']> = Extract<Notification, { type: T }>;

/**
 * Opens a socket for each person and prints each notification that arrives, once; of new items in feeds those of the first person alone.
 * @param titles the title of each pick, by pick id; picks placed later are added by the caller
 */
export async function listenAll(
  { listen }: Pick<ReturnType<typeof connect>, 'listen'>,
  people: readonly Person[],
  titles: ReadonlyMap<string, string>,
) {
  const sockets = await Promise.all(people.map(async (person) => ({ person, socket: await listen(person), printed: 0 })));
  // A notification may arrive more than once under the same id.
  const printed = new Set<string>();
  const timer = setInterval(() => {
    for (const one of sockets) {
      for (; one.printed < one.socket.received.length; one.printed++) {
        const message = one.socket.received[one.printed] as ClientSocket['received'][number];
        const key = message.type === 'feed.new' ? `${one.person.userId} ${message.newest}` : 'id' in message ? message.id : '';
        if (!printed.has(key) && (message.type !== 'feed.new' || one === sockets[0])) print(one.person, message, titles);
        printed.add(key);
      }
    }
  }, 50);
  const all = <T extends Notification['type']>(type: T): OfType<T>[] =>
    sockets.flatMap(({ socket }) => socket.notifications(type));
  return {
    /** Waits for `count` different notifications of a type. */
    received: (type: Notification['type'], count: number) =>
      until(`${count} times ${type}`, () => new Set(all(type).map(({ id }) => id)).size >= count || undefined),
    /** Waits until `count` picks have been graded again after a correction. */
    corrected: (count: number) => {
      const picks = () => new Set(all('pick.settled').flatMap(({ data }) => (data.corrected ? [data.pickId] : [])));
      return until('the correction', () => picks().size >= count || undefined);
    },
    /** Waits until each of so many sockets has told of one new item in a feed. */
    toldOfItem: (itemId: string, count: number) =>
      until(`${count} times feed.new`, () => {
        const told = sockets.filter(({ socket }) =>
          socket.received.some((message) => message.type === 'feed.new' && message.newest === itemId),
        );
        return told.length >= count || undefined;
      }),
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await Promise.all(sockets.map(({ socket }) => socket.close()));
    },
  };
}

function print({ name }: Person, message: ClientSocket['received'][number], titles: ReadonlyMap<string, string>): void {
  const from = dim('socket');
  if (message.type === 'feed.new') say(name, `${from}  new in the feed`);
  if (message.type === 'pick.locked') say(name, `${from}  locked   ${titles.get(message.data.pickId) ?? ''}`);
  // Locks and settlements come as messages of their own, too.
  if (message.type === 'notification' && message.data.actors.length > 0)
    say(name, `${from}  told     ${message.data.kind}  ${peopleOf(message.data)}`);
  if (message.type !== 'pick.settled') return;
  const { pickId, result, profitUnits, corrected } = message.data;
  const verb = corrected ? 'now     ' : 'settled ';
  say(name, `${from}  ${verb} ${titles.get(pickId) ?? ''}  ${coloured(result)} ${signed(profitUnits, ' u')}`);
}
