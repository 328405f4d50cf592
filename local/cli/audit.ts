import { audit } from '#core/audit';
import { enter } from '../dev/cloud/enter.ts';
import { bold, dim, green, red } from './colours.ts';
import { CommandError, command, readArguments } from './command.ts';

/**
 * `npm run audit`: recomputes everything that is derived from the facts, and prints each difference. It only reads. The exit code is 1 if
 * there is a difference. YOUBET_ENV names the environment (`local`).
 */
await command(async () => {
  readArguments('npm run audit', {});
  await enter();
  const { events, picks, outcomes, bettors, differences } = await audit(new Date());
  process.stdout.write(`${dim(`${events} events, ${picks} picks, ${outcomes} outcomes, ${bettors} bettors recomputed`)}\n`);
  for (const { of, field, is, should } of differences) {
    process.stdout.write(
      `  ${of.padEnd(50)} ${bold(field)} is ${red(JSON.stringify(is))}, should be ${green(JSON.stringify(should))}\n`,
    );
  }
  const line = `${differences.length} difference${differences.length === 1 ? '' : 's'}`;
  if (differences.length > 0) throw new CommandError(line);
  process.stdout.write(`${green(line)}\n`);
});
