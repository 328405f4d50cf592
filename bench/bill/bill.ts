import type { Measured } from '../units/measure.ts';
import type { Deployed } from './deployed.ts';
import { type Item, PRICES } from './prices.ts';
import type { Floor, MonthlyMetric, Step, Traffic, UploadedFile } from './traffic.ts';

/** Amounts of a month by item, in the units of PRICES. */
export type Amounts = Readonly<Record<Item, number>>;
type Sums = Record<Item, number>;

/** The month that is priced. */
export interface Month {
  readonly traffic: readonly Traffic[];
  readonly metrics: readonly MonthlyMetric[];
  readonly socketMinutes: number;
}

const GB = 1024 ** 3;
const MINUTES = 30 * 24 * 60;

/** Milliseconds of an invocation beside its trips, and of one trip. */
const OWN_MS = 5;
const TRIP_MS = 5;
/** One invocation in so many starts cold, and takes so many milliseconds more. */
const COLD = { oneIn: 100, ms: 500 };
/**
 * Bytes of logs of one invocation: our line of 310 to 370 in 2,300 invocations of the local stack, 26 that CloudWatch adds to each line, and
 * a line of 200 for a metric in one invocation of thirteen. Lambda itself logs failures alone (docs/adr/0018-traces-and-alarms.md).
 */
const LOG_BYTES = 400;
/** Lambda keeps five long polls of 20 s at every queue: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
const POLLS_A_MINUTE = 5 * 3;
/** Requests that take a batch off a queue: one to receive it, one to delete it. */
const TAKEN_BY = 2;
const MB_OF_FLOOR = 1024;

const nothing = (): Sums => Object.fromEntries(Object.keys(PRICES).map((item) => [item, 0])) as Sums;

/** Adds the cost of invocations of one function. */
function addInvocations(sums: Sums, count: number, trips: number, megabytes: number, traced: boolean): void {
  const ms = OWN_MS + TRIP_MS * trips + COLD.ms / COLD.oneIn;
  sums.invocations += count;
  sums.compute += (count * ms * megabytes) / 1024 / 1000;
  sums.logs += (count * LOG_BYTES) / GB;
  sums.keptLogs += (count * LOG_BYTES) / GB;
  if (traced) sums.traces += count;
}

/** The lines of measured figures by name and size. @throws Error for a scenario that is not measured */
const finder = (measured: readonly Measured[]) => {
  const all = new Map(measured.map((one) => [`${one.name} ${one.size}`, one]));
  return ({ run, size = 0 }: Pick<Step, 'run' | 'size'>): Measured => {
    const found = all.get(`${run} ${size}`);
    if (!found) throw new Error(`the traffic names "${run}" (${size}), which is not measured`);
    return found;
  };
};

/** The amounts of some traffic, without what a month costs by itself. */
export function trafficAmounts(traffic: readonly Traffic[], measured: readonly Measured[], deployed: Deployed): Amounts {
  const find = finder(measured);
  const sums = nothing();
  for (const { times, steps, file } of traffic) {
    for (const step of steps) addStep(sums, times, step, find(step), deployed);
    if (file) addFile(sums, times, file, deployed);
  }
  const stored = sums.storage / GB;
  return { ...sums, storage: stored, backup: stored };
}

/** The amounts of a month as the product is built. */
export function amountsOf(
  { traffic, metrics, socketMinutes }: Month,
  measured: readonly Measured[],
  deployed: Deployed,
): Amounts {
  const sums = trafficAmounts(traffic, measured, deployed);
  return {
    ...sums,
    socketMinutes,
    queues: sums.queues + deployed.polledQueues * POLLS_A_MINUTE * MINUTES,
    metrics: metrics.reduce((sum, { ofHours }) => sum + ofHours, 0),
    alarms: deployed.alarmMetrics,
    keys: deployed.keys,
    secrets: deployed.secrets,
  };
}

function addFile(sums: Sums, times: number, { sent, kept, puts, gets, ms }: UploadedFile, { functions }: Deployed): void {
  sums.puts += times * puts;
  sums.gets += times * gets;
  sums.objects += (times * kept) / GB;
  sums.scans += times;
  sums.scanned += (times * sent) / GB;
  sums.compute += (times * ms * (functions['queues/process-media'] ?? 0)) / 1024 / 1000;
}

function addStep(sums: Sums, times: number, step: Step, cost: Measured, { functions, traced }: Deployed): void {
  const { door, share = 1, batch = 1, also = [] } = step;
  const count = times * share;
  const megabytes = functions[door];
  if (megabytes === undefined) throw new Error(`the traffic names the function "${door}", which is not deployed`);
  sums.reads += count * cost.rru;
  sums.writes += count * (cost.wru + cost.index);
  sums.storage += count * cost.bytes;
  sums.queues += count * cost.requests;
  sums.mails += count * (cost.others.ses ?? 0);
  sums.keyCalls += count * (cost.others.kms ?? 0);
  sums.socketMessages += count * (cost.others.gateway ?? 0);
  addInvocations(sums, count / batch, cost.trips, megabytes, traced > 0);
  for (const trigger of also) addInvocations(sums, count, 1, functions[trigger] ?? 0, traced > 0);
  if (door.startsWith('http/')) sums.http += count;
  if (door.startsWith('websocket/')) sums.socketMessages += door === 'websocket/messages' ? count : 0;
  if (door.startsWith('schedules/')) sums.schedules += count;
  if (door.startsWith('queues/')) sums.queues += (TAKEN_BY * count) / batch;
}

/**
 * The least amounts of the same month: each fact written once by 1 WRU, each item that is shown read once by 0.5 RRU, one invocation of one
 * trip for each call of a user, and what only the user decides: calls, minutes, mails. No job, index, limit, alarm, log, metric or trace.
 */
export function floorOf({ traffic, socketMinutes }: Month): Amounts {
  const sums = nothing();
  for (const { times, floor } of traffic) if (floor) addFloor(sums, times, floor);
  return { ...sums, storage: sums.storage / GB, socketMinutes };
}

function addFloor(sums: Sums, times: number, { shows = 0, writes = 0, call, mails = 0 }: Floor): void {
  sums.reads += times * shows * 0.5;
  sums.writes += times * writes;
  sums.storage += times * writes * 1024;
  sums.mails += times * mails;
  if (call === undefined) return;
  sums[call === 'http' ? 'http' : 'socketMessages'] += times;
  sums.invocations += times;
  sums.compute += (times * (OWN_MS + TRIP_MS) * MB_OF_FLOOR) / 1024 / 1000;
}

export const dollars = (amounts: Amounts, item: Item): number => amounts[item] * PRICES[item].usd;
export const total = (amounts: Amounts): number =>
  (Object.keys(PRICES) as Item[]).reduce((sum, item) => sum + dollars(amounts, item), 0);

/** The last line of the bill. */
export const verdict = (bill: number, floor: number): string =>
  `bill $${bill.toFixed(2)}, floor $${floor.toFixed(2)}, ratio ${(bill / floor).toFixed(2)}`;
