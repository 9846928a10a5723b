import { IMAGES } from '../../catalog/images';

/** The default image of the helper scripts. */
export const HELPER_IMAGE = IMAGES.curl;
