/** The image of the scripts unless `helperImage` names another. */
export const HELPER_IMAGE = 'docker.io/curlimages/curl:8.16.0';
