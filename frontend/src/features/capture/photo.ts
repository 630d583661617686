/** A photo that waits in this page for its analysis; it is kept in memory only. */
export interface Photo {
  id: number;
  source: "camera" | "upload";
  name: string;
  /** What is sent: the original bytes, or a smaller JPEG of a large photo. */
  blob: Blob;
  /** Object URL for the preview; null when this browser cannot show the format. */
  previewUrl: string | null;
}

/** The server's own limit (`humoresque.emotion.image.MAX_BYTES`). */
export const maxBytes = 15_000_000;

let lastId = 0;

export function makePhoto(facts: Omit<Photo, "id" | "previewUrl">, canShow: boolean): Photo {
  lastId += 1;
  return { ...facts, id: lastId, previewUrl: canShow ? URL.createObjectURL(facts.blob) : null };
}

export function discardPhoto(photo: Photo): void {
  if (photo.previewUrl !== null) {
    URL.revokeObjectURL(photo.previewUrl);
  }
}
