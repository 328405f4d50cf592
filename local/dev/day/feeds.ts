import { GetFollowing } from '../../../schemas/feed.ts';
import { FollowUser } from '../../../schemas/graph.ts';
import { GetFeed, GetTrending } from '../../../schemas/home.ts';
import type { ItemView } from '../../../schemas/item-views.ts';
import type { connect } from '../../client/client.ts';
import type { Person } from '../../client/people.ts';
import { until } from '../../client/until.ts';
import { table } from './print.ts';

type Client = Pick<ReturnType<typeof connect>, 'call' | 'page'>;

/** Has everybody follow the others and open their feed: from then on, items are written to it, and a socket tells of them. */
export async function followAndRead({ call, page }: Client, people: readonly Person[]): Promise<void> {
  for (const as of people) {
    for (const { handle } of people.filter(({ userId }) => userId !== as.userId))
      await call(FollowUser, { as, params: { user: handle } });
    await page(GetFollowing, { as, query: {} });
  }
}

/** Prints the newest items of those whom a person follows, once there are so many of these people. */
export async function printFollowing({ page }: Client, as: Person, ofPeople: readonly Person[]): Promise<void> {
  const others = new Set(ofPeople.flatMap(({ userId, handle }) => (userId === as.userId ? [] : [handle])));
  const items = await until(
    'the feed of followed people',
    async () => {
      const { items: found } = await page(GetFollowing, { as, query: {} });
      return [...others].every((handle) => found.some((item) => authorOf(item) === handle)) ? found : undefined;
    },
    120,
  );
  table(
    `What ${as.name} follows, newest first`,
    ['', 'shows'],
    items.slice(0, 6).map((item) => [`@${authorOf(item)}`, wordsOf(item)]),
  );
}

/** Prints what trends in all sports. */
export async function printTrending({ page }: Client, as: Person): Promise<void> {
  const { items } = await page(GetTrending, { as, query: { limit: 5 } });
  table(
    'What trends, accounts of less than seven days left out',
    ['', 'shows', 'score'],
    items.map(({ item, score }) => [`@${authorOf(item)}`, wordsOf(item), score]),
  );
}

/** Prints the top of a person's home feed, each item with the reason why it stands there, once the fan-out has brought something. */
export async function printHome({ page }: Client, as: Person): Promise<void> {
  const items = await until(
    'the home feed',
    async () => {
      const { items: found } = await page(GetFeed, { as, query: { limit: 8 } });
      return found.some(({ reason }) => reason !== 'own') ? found : undefined;
    },
    120,
  );
  table(
    `The home feed of ${as.name}, and why`,
    ['', 'shows', 'because'],
    items.map(({ item, reason }, i) => [`${i + 1}  @${authorOf(item)}`, wordsOf(item), reason]),
  );
}

const authorOf = (item: ItemView): string => (item.type === 'post' ? item.post : item.pick).author.handle;

/** A line about an item: the beginning of its text, the leg of a single, or the number of legs of a ticket. */
function wordsOf(item: ItemView): string {
  if (item.type === 'post') return (item.post.text ?? `${item.post.picks.length} picks`).slice(0, 40);
  const { kind, legs, sealed } = item.pick;
  if (sealed && legs.length === 0) return 'a pick that is sealed until its lock';
  const [leg] = legs;
  const price = item.pick.odds?.american ?? '';
  if (legs.length > 1) return `${kind.replaceAll('_', ' ')} of ${legs.length} legs ${price}`;
  return [leg?.market, leg?.selection, leg?.line, price].filter(Boolean).join(' ');
}
