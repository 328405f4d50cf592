import { OpenReviewMessage, updateOpenReview } from '#core/reviews';
import { queue } from '../middleware/queue.ts';

export const handler = queue('update-open-review', OpenReviewMessage, updateOpenReview);
