import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/**
 * `npm run bench:grade [-- <lines> ...]` prints the singles per second that one process of the grade command grades, and its peak memory, for
 * ten thousand and a million lines. Memory is flat if the second peak exceeds the first by no more than a warm runtime adds.
 */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 1_000_000];

/** The options of `npm run grade`. A stream needs no more memory, and Node would collect garbage later with more. */
const SMALL_HEAP = ['--max-semi-space-size=1', '--max-old-space-size=64'];

const LINES = ['-0.25', '+0.25', '-0.5', '+1', '-1.75'];
/** The i-th input line: a single on the spread. Lines differ in line, price and score. */
const single = (i: number): string =>
  JSON.stringify({
    id: i,
    kind: 'single',
    stake: `${1 + (i % 9)}.5`,
    legs: [
      {
        sport: 'soccer',
        market: 'spread',
        selection: i % 2 ? 'home' : 'away',
        line: LINES[i % LINES.length],
        odds: { format: 'decimal', price: `${1 + (i % 3)}.${10 + (i % 89)}` },
        event: { state: 'final', score: { home: i % 4, away: i % 3 } },
      },
    ],
  });

interface Usage {
  /** Peak resident memory so far, in MB. */
  readonly peak: number;
  /** Processor time so far, in seconds. On a busy machine it is a better measure than the elapsed time. */
  readonly cpu: number;
}
const TICKS_PER_SECOND = 100;
/** The usage of a process; null on a system without /proc. */
async function usageOf(pid: number): Promise<Usage | null> {
  const [status, stat] = await Promise.all(
    ['status', 'stat'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
  );
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status ?? '')?.[1];
  // After the name in brackets, user and system time are the twelfth and thirteenth fields.
  const fields = (stat ?? '').split(') ').at(-1)?.split(' ') ?? [];
  return kilobytes === undefined
    ? null
    : { peak: Number(kilobytes) / 1024, cpu: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND };
}

async function measure(size: number): Promise<void> {
  const child = spawn(process.execPath, [...SMALL_HEAP, 'local/cli/grade.ts'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const started = performance.now();
  let [graded, used] = [0, null as Usage | null];
  const look = async () => {
    used = (await usageOf(child.pid ?? 0)) ?? used;
  };
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      graded += line === '' ? 0 : 1;
      if (graded % 5_000 === 0) await look();
    }
  })();
  for (let i = 0; i < size; i += 1) {
    if (!child.stdin.write(`${single(i)}\n`)) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  await Promise.all([reading, once(child, 'exit')]);
  const seconds = (performance.now() - started) / 1000;
  const told = used
    ? `, ${Math.round(graded / used.cpu)} per second of processor time, peak memory ${used.peak.toFixed(0)} MB`
    : '';
  console.log(`${graded} singles in ${seconds.toFixed(1)} s: ${Math.round(graded / seconds)} per second${told}`);
}

for (const size of SIZES) await measure(size);
