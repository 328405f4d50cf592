/**
 * Reads the games to come from the odds provider. A provider that fails, in whole or in part, leaves a stack without some games, which the
 * schedules read later: so it is a line and not an error.
 * @param job invokes a deployed function, and throws when it fails
 * @param print writes to the terminal
 */
export async function readProvider(
  job: (name: string, input: object) => Promise<unknown>,
  print: (line: string) => void,
): Promise<void> {
  try {
    await job('ingest-events', { force: true });
  } catch {
    print('  ! The odds provider could not be read in full: games or prices are missing until it answers.\n');
  }
}
