import { encodeJpeg, fitWithin } from "./canvas";
import { makePhoto, maxBytes, type Photo } from "./photo";

/** Why a chosen file cannot be used, in words for the person. */
export class UnusableFileError extends Error {
  override readonly name = "UnusableFileError";
}

/**
 * Makes a photo of a chosen, dropped or pasted file.
 *
 * A photo longer than 1600 px is sent as a smaller JPEG, turned upright. What this browser cannot
 * decode (HEIC, often) is sent as it is, without a preview; the server can read it.
 */
export async function readFile(file: File): Promise<Photo> {
  if (file.size === 0) {
    throw new UnusableFileError(`"${file.name}" is empty.`);
  }
  if (file.type !== "" && !file.type.startsWith("image/")) {
    throw new UnusableFileError(`"${file.name}" is not a picture.`);
  }
  const facts = { source: "upload", name: file.name } as const;
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(
    () => null,
  );
  if (bitmap === null) {
    return makePhoto({ ...facts, blob: withinLimit(file, file.name) }, false);
  }
  try {
    const size = fitWithin(bitmap);
    const isLarge = size.width !== bitmap.width || size.height !== bitmap.height;
    const blob = isLarge ? await encodeJpeg(bitmap, size) : file;
    return makePhoto({ ...facts, blob: withinLimit(blob, file.name) }, true);
  } finally {
    bitmap.close();
  }
}

function withinLimit(blob: Blob, name: string): Blob {
  if (blob.size > maxBytes) {
    const megabytes = (blob.size / 1e6).toFixed(1);
    throw new UnusableFileError(
      `"${name}" has ${megabytes} MB; at most ${maxBytes / 1e6} MB can be read.`,
    );
  }
  return blob;
}
