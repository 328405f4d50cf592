import { Refusal } from '../dev/cloud/child.ts';
import { enter } from '../dev/cloud/enter.ts';
import { bold, command, dim, green, red } from '../dev/cloud/steps.ts';

/**
 * `npm run audit`: recomputes everything that is derived from the facts and prints each difference; ends with 1 if there is any. On the
 * environment that YOUBET_ENV names, local if not said. It only reads.
 */
await command(async () => {
  await enter();
  const { audit } = await import('../../core/audit/index.ts');
  const { events, picks, outcomes, bettors, differences } = await audit(new Date());
  process.stdout.write(`${dim(`${events} events, ${picks} picks, ${outcomes} outcomes, ${bettors} bettors recomputed`)}\n`);
  for (const { of, field, is, should } of differences) {
    process.stdout.write(
      `  ${of.padEnd(50)} ${bold(field)} is ${red(JSON.stringify(is))}, should be ${green(JSON.stringify(should))}\n`,
    );
  }
  const line = `${differences.length} difference${differences.length === 1 ? '' : 's'}`;
  if (differences.length > 0) throw new Refusal(line);
  process.stdout.write(`${green(line)}\n`);
});
