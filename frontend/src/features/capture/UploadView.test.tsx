import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { decodeTo, pictureFile } from "@/testing/pictures";
import { renderWithProviders } from "@/testing/render";
import { UploadView } from "./UploadView";

beforeEach(() => {
  decodeTo(640, 480);
});

function show() {
  const onPhoto = vi.fn();
  return { onPhoto, ...renderWithProviders(<UploadView onPhoto={onPhoto} />) };
}

const photoNamed = (name: string) => expect.objectContaining({ name, source: "upload" });

describe("a photo can be", () => {
  test("chosen", async () => {
    const { user, onPhoto } = show();
    await user.upload(screen.getByLabelText("Photo file"), pictureFile("chosen.jpg"));
    await waitFor(() => expect(onPhoto).toHaveBeenCalledWith(photoNamed("chosen.jpg")));
  });

  test("dropped", async () => {
    const { onPhoto } = show();
    fireEvent.drop(screen.getByTestId("drop-zone"), {
      dataTransfer: { files: [pictureFile("dropped.jpg")] },
    });
    await waitFor(() => expect(onPhoto).toHaveBeenCalledWith(photoNamed("dropped.jpg")));
  });

  test("pasted", async () => {
    const { onPhoto } = show();
    fireEvent.paste(document, { clipboardData: { files: [pictureFile("pasted.png")] } });
    await waitFor(() => expect(onPhoto).toHaveBeenCalledWith(photoNamed("pasted.png")));
  });
});

test("pasting text changes nothing", () => {
  const { onPhoto } = show();
  fireEvent.paste(document, { clipboardData: { files: [] } });
  expect(onPhoto).not.toHaveBeenCalled();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("what is no picture is refused in words", async () => {
  const { onPhoto } = show();
  fireEvent.drop(screen.getByTestId("drop-zone"), {
    dataTransfer: { files: [pictureFile("notes.txt", "text/plain")] },
  });
  expect(await screen.findByRole("alert")).toHaveTextContent('"notes.txt" is not a picture.');
  expect(onPhoto).not.toHaveBeenCalled();
});
