import { afterEach, describe, expect, test, vi } from "vitest";

import { decodeNothing, decodeTo, drawOnPaper, pictureFile } from "@/testing/pictures";
import { fitWithin } from "./canvas";
import { maxBytes } from "./photo";
import { readFile } from "./readFile";

afterEach(() => vi.unstubAllGlobals());

describe("fitWithin", () => {
  test.each([
    [
      { width: 4000, height: 3000 },
      { width: 1600, height: 1200 },
    ],
    [
      { width: 900, height: 3200 },
      { width: 450, height: 1600 },
    ],
    [
      { width: 1600, height: 1600 },
      { width: 1600, height: 1600 },
    ],
    [
      { width: 48, height: 48 },
      { width: 48, height: 48 },
    ],
  ])("%o becomes %o", (size, fitted) => {
    expect(fitWithin(size)).toEqual(fitted);
  });
});

describe("readFile", () => {
  test("a small photo is sent as it is", async () => {
    decodeTo(640, 480);
    const file = pictureFile();
    const photo = await readFile(file);
    expect(photo.blob).toBe(file);
    expect(photo.previewUrl).toBe("blob:photo");
  });

  test("a large photo becomes a JPEG of at most 1600 pixels", async () => {
    const bitmap = decodeTo(4000, 3000);
    const context = drawOnPaper();
    const photo = await readFile(pictureFile());
    expect(context.drawImage).toHaveBeenCalledWith(bitmap, 0, 0, 1600, 1200);
    expect(photo.blob.type).toBe("image/jpeg");
    expect(bitmap.close).toHaveBeenCalled();
  });

  test("a photo that this browser cannot decode is sent as it is, without a preview", async () => {
    decodeNothing();
    const file = pictureFile("me.heic", "image/heic");
    const photo = await readFile(file);
    expect(photo.blob).toBe(file);
    expect(photo.previewUrl).toBeNull();
  });

  test("a file without a type is given a chance", async () => {
    decodeNothing();
    await expect(readFile(pictureFile("me.heic", ""))).resolves.toMatchObject({ name: "me.heic" });
  });

  test("a text is refused before anything is sent", async () => {
    await expect(readFile(pictureFile("notes.txt", "text/plain"))).rejects.toThrow(
      '"notes.txt" is not a picture.',
    );
  });

  test("an empty file is refused", async () => {
    await expect(readFile(new File([], "me.jpg", { type: "image/jpeg" }))).rejects.toThrow(
      "is empty",
    );
  });

  test("what is larger than the server's limit is refused", async () => {
    decodeNothing();
    const file = pictureFile("me.heic", "image/heic");
    Object.defineProperty(file, "size", { value: maxBytes + 1 });
    await expect(readFile(file)).rejects.toThrow("at most 15 MB");
  });
});
