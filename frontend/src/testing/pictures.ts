import { vi } from "vitest";

/** Lets every file decode to a picture of this size, as a browser would. */
export function decodeTo(width: number, height: number) {
  const bitmap = { width, height, close: vi.fn() };
  vi.stubGlobal("createImageBitmap", vi.fn().mockResolvedValue(bitmap));
  return bitmap;
}

/** Lets no file decode. */
export function decodeNothing(): void {
  vi.stubGlobal("createImageBitmap", vi.fn().mockRejectedValue(new Error("not supported")));
}

/** A canvas that remembers its drawing size and encodes to a tiny JPEG. */
export function drawOnPaper() {
  const context = { fillRect: vi.fn(), drawImage: vi.fn(), translate: vi.fn(), scale: vi.fn() };
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(context as never);
  vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((done) =>
    done(new Blob(["jpeg"], { type: "image/jpeg" })),
  );
  return context;
}

export function pictureFile(name = "me.jpg", type = "image/jpeg"): File {
  return new File(["picture"], name, { type });
}
