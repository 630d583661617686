/** Longest side, in pixels, that is sent; faces are found as well in larger photos, only slower. */
export const longestSide = 1600;

const jpegQuality = 0.92;

interface Size {
  width: number;
  height: number;
}

/** The size to send: never larger than the photo, never longer than `longestSide`. */
export function fitWithin({ width, height }: Size): Size {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Draws a picture (mirrored when asked) at the given size on white and encodes it as JPEG. */
export async function encodeJpeg(
  source: CanvasImageSource,
  size: Size,
  mirrored = false,
): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext("2d");
  if (context === null) {
    throw new Error("This browser gives no canvas to draw on.");
  }
  context.fillStyle = "#fff";
  context.fillRect(0, 0, size.width, size.height);
  if (mirrored) {
    context.translate(size.width, 0);
    context.scale(-1, 1);
  }
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, size.width, size.height);
  return await new Promise<Blob>((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("Encoding failed.")) : resolve(blob)),
      "image/jpeg",
      jpegQuality,
    );
  });
}
