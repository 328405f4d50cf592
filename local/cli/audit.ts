import { enter } from '../dev/cloud/enter.ts';
import { auditAll } from './audit-all.ts';
import { bold, dim, green, red } from './colours.ts';
import { CommandError, command, readArguments } from './command.ts';

/**
 * `npm run audit`: recomputes everything that is derived from the facts, page by page, and prints each difference. It only reads. The exit
 * code is 1 if there is a difference. YOUBET_ENV names the environment (`local`).
 */
await command(async () => {
  readArguments('npm run audit', {});
  await enter();
  const { count, audited } = await auditAll(({ of, field, is, should }) => {
    const [stored, expected] = [red(JSON.stringify(is)), green(JSON.stringify(should))];
    process.stdout.write(`  ${of.padEnd(50)} ${bold(field)} is ${stored}, should be ${expected}\n`);
  });
  process.stdout.write(`${dim(`audited: ${audited}`)}\n`);
  const line = `${count} difference${count === 1 ? '' : 's'}`;
  if (count > 0) throw new CommandError(line);
  process.stdout.write(`${green(line)}\n`);
});
