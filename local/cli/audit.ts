import { walkUpkeep } from '#core/upkeep';
import { enter } from '../dev/cloud/enter.ts';
import { bold, dim, green, red } from './colours.ts';
import { CommandError, command, readArguments } from './command.ts';

/**
 * `npm run audit`: recomputes everything that is derived from the facts, page by page, and prints each difference. It only reads. The exit
 * code is 1 if there is a difference. YOUBET_ENV names the environment (`local`).
 */
await command(async () => {
  readArguments('npm run audit', {});
  await enter();
  const audited = new Map<string, number>();
  let count = 0;
  for await (const { upkeep, subjects, found } of walkUpkeep(new Date())) {
    audited.set(upkeep, (audited.get(upkeep) ?? 0) + subjects);
    for (const { of, field, is, should } of found.flatMap(({ differences }) => differences)) {
      count++;
      process.stdout.write(
        `  ${of.padEnd(50)} ${bold(field)} is ${red(JSON.stringify(is))}, should be ${green(JSON.stringify(should))}\n`,
      );
    }
  }
  process.stdout.write(`${dim(`audited: ${[...audited].map(([name, subjects]) => `${subjects} ${name}`).join(', ')}`)}\n`);
  const line = `${count} difference${count === 1 ? '' : 's'}`;
  if (count > 0) throw new CommandError(line);
  process.stdout.write(`${green(line)}\n`);
});
