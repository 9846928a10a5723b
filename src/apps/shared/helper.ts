import { IMAGES } from '../../catalog/images';

/** The image of the scripts unless `helperImage` names another. */
export const HELPER_IMAGE = IMAGES.curl;
