import { FollowUser } from '../../../schemas/graph.ts';
import { GetFeed } from '../../../schemas/home.ts';
import type { ItemView } from '../../../schemas/item-views.ts';
import type { connect } from '../../client/client.ts';
import type { Person } from '../../client/people.ts';
import { until } from '../../client/until.ts';
import { table } from './print.ts';

type Client = Pick<ReturnType<typeof connect>, 'call' | 'page'>;

/** Has a person follow the others. */
export async function followAll({ call }: Client, as: Person, people: readonly Person[]): Promise<void> {
  for (const { handle } of people.filter(({ userId }) => userId !== as.userId))
    await call(FollowUser, { as, params: { user: handle } });
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

/** A line about an item: the beginning of its text, or its first leg. */
function wordsOf(item: ItemView): string {
  if (item.type === 'post') return (item.post.text ?? `${item.post.picks.length} picks`).slice(0, 40);
  const [leg] = item.pick.legs;
  const price = item.pick.odds?.american ?? '';
  return [leg?.market, leg?.selection, leg?.line, price].filter(Boolean).join(' ');
}
