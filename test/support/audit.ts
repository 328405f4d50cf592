import { awsEnv } from '../../local/dev/cloud/paths.ts';
import { stack } from './stack.ts';

/** Recomputes all that is derived on the stack under test. @returns each difference, none if all is well */
export async function differences() {
  const { awsEndpoint, tableName } = stack();
  Object.assign(process.env, awsEnv(awsEndpoint), { TABLE_NAME: tableName });
  const { audit } = await import('../../core/audit/index.ts');
  return (await audit(new Date())).differences;
}
