import { awsEnv } from './paths.ts';
import { chosenEnvironment, reach } from './reach.ts';
import { readStackFile } from './stack-file.ts';

/**
 * Sets the environment variables of this process so that use cases run on an environment's table and buckets, as in one of its functions.
 * Call it before the first use case: core connects at its first use. In AWS the caller's own credentials are used.
 * @throws CommandError when there is no such environment, or nothing of it is deployed
 */
export async function enter(environment = chosenEnvironment()): Promise<void> {
  if (environment === 'local') Object.assign(process.env, awsEnv(readStackFile().awsEndpoint));
  const { outputs } = await reach(environment);
  Object.assign(process.env, {
    TABLE_NAME: outputs.tableName,
    UPLOADS_BUCKET: outputs.uploadsBucket,
    MEDIA_BUCKET: outputs.mediaBucket,
    PROOF_BUCKET: outputs.proofBucket,
    ARCHIVE_BUCKET: outputs.archiveBucket,
    MEDIA_URL: outputs.mediaUrl,
    STORAGE: outputs.storage,
  });
}
