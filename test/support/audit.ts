import { eventsOf, idsByAuthor, picksByIds } from '#core/picks';
import { boardUpkeep } from '#core/stats';
import { awsEnv } from '../../local/dev/cloud/paths.ts';
import { signedUp } from './client.ts';
import { stack } from './stack.ts';
import { differencesIn } from './upkeep.ts';

/**
 * Audits what belongs to the people who signed up in this file of tests: them, their picks, the events of those, and the boards. A file
 * costs the same however many files there are; `npm run audit` covers everything.
 * @param events further events, by id
 * @returns each difference; none if all is well
 */
export async function differences(...events: readonly string[]) {
  const { awsEndpoint, tableName } = stack();
  Object.assign(process.env, awsEnv(awsEndpoint), { TABLE_NAME: tableName });
  const user = signedUp.map(({ userId }) => userId);
  const pick = (await Promise.all(user.map((userId) => idsByAuthor(userId, null, MOST_PICKS)))).flat();
  if (pick.length >= MOST_PICKS) throw new Error('more picks than an audit of one file expects');
  const event = [...new Set([...events, ...(await picksByIds(pick)).flatMap(eventsOf)])];
  const board = (await boardUpkeep.subjects(null)).items;
  return differencesIn({ user, pick, event, board }, new Date());
}
const MOST_PICKS = 500;
