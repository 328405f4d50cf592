import { GenerateDeepLink } from '../../../schemas/deeplinks.ts';
import { SharePick } from '../../../schemas/share.ts';
import { dim } from '../../cli/colours.ts';
import type { connect } from '../../client/client.ts';
import type { Person } from '../../client/people.ts';
import { say } from './print.ts';

type Client = Pick<ReturnType<typeof connect>, 'call' | 'send'>;

/** Somebody asks for a link to a book for a pick, and shares the pick: the two addresses can be opened in a browser. */
export async function printLinks({ call, send }: Client, apiUrl: string, reader: Person, pickId: string): Promise<void> {
  const { url, disclosure } = await call(GenerateDeepLink, { as: reader, body: { book: 'DraftKings', pickId } });
  say(reader.name, `gets a link to DraftKings for ten minutes ${dim(disclosure)}\n             ${dim(url)}`);
  const path = SharePick.path.replace('{pickId}', pickId);
  const { status } = await send('GET', path);
  if (status !== 200) throw new Error(`the page of a pick: ${status}`);
  say(reader.name, `shares the pick with people who have no app\n             ${dim(`${apiUrl}${path}`)}`);
}
