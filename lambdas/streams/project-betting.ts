import { projectBetting } from '#core/lifecycle';
import { stream } from '../middleware/stream.ts';

export const handler = stream('project-betting', projectBetting);
