import { signCursor } from '#data/cursor';
import { forgetKeys } from '#platform/kept-keys';
import { forgetAnswers } from '../../lambdas/middleware/public-answers.ts';
import { callsText } from './call-text.ts';
import { fix, release } from './fixed.ts';
import { type Cost, Meter } from './meter.ts';
import { type Scenario, SIZES } from './scenario.ts';
import { countWith, standIn, takeSent } from './stand-ins.ts';
import { onEmulator, Tables } from './tables.ts';

/** A scenario's cost, with its calls in words. `size` is 0 for a scenario without growth. */
export interface Measured extends Pick<Scenario, 'name' | 'group' | 'growth'>, Cost {
  readonly size: number;
  readonly text: string;
}

/**
 * Measures scenarios, each on a table of its own or on that of its world.
 * @param grown the sizes of what grows
 * @param tables where they are; on the emulator that the AWS environment names when left out
 */
export async function measureAll(
  scenarios: readonly Scenario[],
  grown: readonly number[] = SIZES,
  tables = new Tables(onEmulator()),
): Promise<Measured[]> {
  standIn();
  const all: Measured[] = [];
  try {
    for (const scenario of scenarios) {
      const sizes = scenario.growth === undefined ? [0] : grown.filter((size) => size <= (scenario.most ?? size));
      for (const size of sizes) all.push(await measureOne(scenario, size, tables));
    }
    return all;
  } finally {
    await tables.end();
  }
}

async function measureOne(scenario: Scenario, size: number, tables: Tables): Promise<Measured> {
  const { name, group, growth, on, prepare } = scenario;
  const leave = await (on ? tables.enter(on, size) : tables.enterEmpty());
  try {
    fix(`${name} ${size}`);
    // A process reads the key of cursors once.
    await signCursor('', '');
    const run = await prepare(size);
    takeSent();
    // Another size asks for the same address, at the same instant.
    forgetAnswers();
    forgetKeys();
    const { cost, text } = await counted(run);
    return { name, group, ...(growth && { growth }), size, ...cost, text };
  } catch (error) {
    throw new Error(`${name} (${size}): ${(error as Error).message}`, { cause: error });
  } finally {
    release();
    await leave();
  }
}

async function counted(run: () => Promise<unknown>): Promise<{ cost: Cost; text: string }> {
  const meter = new Meter();
  const end = meter.start();
  countWith(meter);
  try {
    await run();
  } finally {
    countWith(null);
    end();
  }
  return { cost: meter.cost(), text: callsText(meter.texts) };
}
