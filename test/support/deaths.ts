/**
 * The numbers of calls at which a process dies, one after the other; whoever asks stops when the process lives to its end. `CRASH_STEP=1` has them
 * all. Else every `step`-th one comes, from a first one by chance, so that many runs have them all.
 */
export function* deaths(step: number): Generator<number, never> {
  const each = Number(process.env.CRASH_STEP ?? step);
  for (let calls = Math.floor(Math.random() * each); ; calls += each) yield calls;
}
