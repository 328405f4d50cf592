import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { HouseFunction } from './house-function.ts';

/** What a stack tells those who work with it (local/, `npm run job`), by stable names: see the stack's outputs. */
export function output(stack: Stack, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) new CfnOutput(stack, name, { value });
}

/** The output `functions`: JSON, from the name of a door's file to the name of its function. */
export const outputFunctions = (stack: Stack, functions: readonly HouseFunction[]): void =>
  output(stack, { functions: stack.toJsonString(Object.fromEntries(functions.map(({ door, fn }) => [door, fn.functionName]))) });
