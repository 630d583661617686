/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

export type GetEmotionFromPhotoBody = {
  file: Blob | File;
};
