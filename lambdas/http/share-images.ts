import { sharePicture } from '#core/share';
import { SharePickImage } from '#schemas/share';
import { http, on } from '../middleware/http.ts';

export const handler = http(on(SharePickImage, ({ params, now }) => sharePicture(params.pickId, params.file, now)));
