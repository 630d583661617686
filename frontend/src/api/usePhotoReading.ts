import { useMutation } from "@tanstack/react-query";

import { getEmotionFromPhoto } from "./generated/humoresque";

/** Reads the expressions on a photo's faces; the bytes are sent as they are. */
export function usePhotoReading() {
  return useMutation({ mutationFn: (photo: Blob) => getEmotionFromPhoto({ file: photo }) });
}
