import { connect } from './client/client.ts';
import type { Person } from './client/people.ts';
import type { StackFile } from './cloud/stack-file.ts';
import { playHistory } from './history.ts';

/** Who may sign in, and a few more so that the board has rows. */
const PEOPLE = ['Ann', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana'] as const;

/**
 * What a new stack begins with: bettors who signed up as anyone does, game days that they have behind them, and games to come.
 * @returns who may sign in
 */
export async function seed(stack: StackFile): Promise<readonly Person[]> {
  const { job, signUp } = connect(() => stack);
  const people: Person[] = [];
  // One after the other: the first warms the functions up, and eight cold starts at once overtask a small machine.
  for (const name of PEOPLE) {
    people.push(await signUp(name, { address: `${name.toLowerCase()}@youbet.example`, handle: name.toLowerCase() }));
  }
  await playHistory(people, new Date());
  await job('ingest-events', { force: true });
  await job('update-boards');
  return people;
}
