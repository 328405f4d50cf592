import { watch as watchFolder } from 'node:fs';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { doors } from '../../lib/constructs/bundle.ts';
import { dim, red } from '../cli/colours.ts';
import { step } from '../cli/step.ts';
import { clientOf } from './cloud/aws.ts';
import { deploy, stackFileOf, synthesize, type Target } from './cloud/deploy.ts';
import { ROOT, STACK_FILE } from './cloud/paths.ts';
import { enableSchedules } from './cloud/schedules.ts';
import { type StackFile, writeStackFile } from './cloud/stack-file.ts';
import { Bundler } from './cloud/swap.ts';
import { isSource, type Swapped, watchCode } from './cloud/watch-code.ts';

/** The folders whose code is bundled into functions. */
const SOURCES = ['lambdas', 'core', 'schemas'];
/** The folders that say what is deployed. */
const DEPLOYED = ['lib', 'bin'];
/** Milliseconds without a change before a deployment, which takes a minute. */
const QUIET_PERIOD = 1_000;

/**
 * Has functions run the code that is saved, and deploys the stacks anew when their own code is saved, until `signal`.
 * @param schedules true when EventBridge starts jobs
 */
export async function watch(target: Target, { schedules, signal }: { schedules: boolean; signal: AbortSignal }): Promise<void> {
  const bundler = await step('Watching the source', () => Bundler.open());
  let { functions, awsEndpoint } = await stackFileOf(target);
  const swapNow = watchCode({
    folders: SOURCES.map((folder) => join(ROOT, folder)),
    ...{ bundler, signal, onSwapped: say, onError: complain },
    client: new LambdaClient(clientOf(awsEndpoint)),
    functionOf: (door) => functionOf(functions, door),
  });
  const deployedDoors = doors();
  let isBusy = false;
  let isStale = false;
  let timer: NodeJS.Timeout | undefined;

  async function redeploy(): Promise<void> {
    isStale = true;
    if (isBusy) return;
    isBusy = true;
    while (isStale && !signal.aborted) {
      isStale = false;
      await deployOnce().catch((error: Error) => !signal.aborted && complain(error));
    }
    isBusy = false;
  }

  async function deployOnce(): Promise<void> {
    await step('Templates and bundles', () => synthesize({ ...target, signal }));
    await step('Stacks deployed', () => deploy({ ...target, signal }));
    const stack = await stackFileOf(target);
    writeStackFile(STACK_FILE, stack);
    functions = stack.functions;
    if (schedules) await enableSchedules('local', clientOf(awsEndpoint));
    bundler.forget();
    swapNow();
    const fresh = doors().filter((door) => !deployedDoors.includes(door));
    if (fresh.length > 0) process.stdout.write(dim(`  Start anew to have ${namesOf(fresh)} swapped too.\n`));
  }

  for (const folder of DEPLOYED) {
    watchFolder(join(ROOT, folder), { recursive: true, signal }, (_, file) => {
      if (!isSource(join(folder, file ?? ''))) return;
      clearTimeout(timer);
      timer = setTimeout(() => void redeploy(), QUIET_PERIOD);
    });
  }
  process.stdout.write(
    dim('  Save a file of lambdas, core or schemas, and its functions run it. A file of lib or bin is deployed.\n'),
  );
}

function say({ doors, bundled, uploaded }: Swapped): void {
  const times = dim(`bundled in ${seconds(bundled)}, swapped in ${seconds(uploaded)}`);
  const clock = dim(new Date().toTimeString().slice(0, 8));
  process.stdout.write(`  ${clock} ${doors.length === 0 ? 'No function changes' : namesOf(doors)}  ${times}\n`);
}

const complain = (error: Error): void => void process.stderr.write(`${red(error.message)}\n`);

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const namesOf = (doors: readonly string[]): string =>
  doors.length > 6 ? `${doors.slice(0, 5).join(', ')} and ${doors.length - 5} more` : doors.join(', ');

/** @throws Error when no function of this file is deployed */
function functionOf(functions: StackFile['functions'], door: string): string {
  const name = functions[door.slice(door.lastIndexOf('/') + 1)];
  if (name === undefined)
    throw new Error(`No function is deployed for lambdas/${door}.ts: save a file of lib, which deploys it.`);
  return name;
}
