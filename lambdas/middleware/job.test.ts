import type { Context } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { job, NoInput } from './job.ts';

const context = { awsRequestId: 'r' } as Context;

describe('a job', () => {
  it('runs under its own name with its input, and returns its outcome', async () => {
    const run = vi.fn(async () => ({ done: 3 }));
    const door = job('count-things', z.strictObject({ n: z.int() }), run);
    expect(await door({ n: 7 }, context)).toEqual({ done: 3 });
    expect(run).toHaveBeenCalledWith({ kind: 'system', job: 'count-things' }, { n: 7 }, expect.any(Date));
  });
  it('without input may be invoked without input', async () => {
    const door = job('sweep', NoInput, async () => ({}));
    expect(await door(undefined, context)).toEqual({});
    expect(await door({}, context)).toEqual({});
  });
  it.each([{ n: 'x' }, {}, { n: 1, m: 2 }])('refuses %j', async (input) => {
    const run = vi.fn(async () => ({}));
    await expect(job('count-things', z.strictObject({ n: z.int() }), run)(input, context)).rejects.toThrow();
    expect(run).not.toHaveBeenCalled();
  });
  it('throws its failure, so that the caller tries again', async () => {
    const door = job('sweep', NoInput, async () => {
      throw new Error('no');
    });
    await expect(door({}, context)).rejects.toThrow('no');
  });
});
