import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { drawOnPaper } from "@/testing/pictures";
import { renderWithProviders } from "@/testing/render";
import { CameraView } from "./CameraView";

class FakeTrack extends EventTarget {
  readonly stop = vi.fn();
  readonly facing: string;
  constructor(facing: string) {
    super();
    this.facing = facing;
  }
  getSettings() {
    return { facingMode: this.facing };
  }
}

function fakeStream(track: FakeTrack) {
  return { getTracks: () => [track], getVideoTracks: () => [track] };
}

const ask = vi.fn();
let track: FakeTrack;

beforeEach(() => {
  track = new FakeTrack("user");
  ask.mockReset().mockImplementation(() => Promise.resolve(fakeStream(track)));
  vi.stubGlobal("isSecureContext", true);
  Object.defineProperty(navigator, "mediaDevices", {
    configurable: true,
    value: { getUserMedia: ask },
  });
});
afterEach(() => {
  Reflect.deleteProperty(navigator, "mediaDevices");
});

async function switchOn(onPhoto = vi.fn()) {
  const view = renderWithProviders(<CameraView onPhoto={onPhoto} startAtOnce={false} />);
  await view.user.click(screen.getByRole("switch", { name: "Camera" }));
  return view;
}

describe("the camera", () => {
  test("is asked for only when it is switched on", () => {
    renderWithProviders(<CameraView onPhoto={vi.fn()} startAtOnce={false} />);
    expect(ask).not.toHaveBeenCalled();
    expect(screen.getByText(/The camera is off/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Take photo" })).toBeDisabled();
  });

  test("starts by itself for a retake", async () => {
    renderWithProviders(<CameraView onPhoto={vi.fn()} startAtOnce />);
    expect(await screen.findByLabelText("Camera preview")).toBeInTheDocument();
  });

  test("stops its track when it is switched off", async () => {
    const { user } = await switchOn();
    await screen.findByLabelText("Camera preview");
    await user.click(screen.getByRole("switch", { name: "Camera" }));
    expect(track.stop).toHaveBeenCalled();
    expect(screen.queryByLabelText("Camera preview")).not.toBeInTheDocument();
  });

  test("stops its track when the view is left", async () => {
    const { unmount } = await switchOn();
    await screen.findByLabelText("Camera preview");
    unmount();
    expect(track.stop).toHaveBeenCalled();
  });

  test("stops a stream that arrives after the view was left", async () => {
    let deliver: (stream: unknown) => void = () => undefined;
    ask.mockReturnValue(
      new Promise((resolve) => {
        deliver = resolve;
      }),
    );
    const { unmount } = await switchOn();
    unmount();
    deliver(fakeStream(track));
    await waitFor(() => expect(track.stop).toHaveBeenCalled());
  });

  test("takes a mirrored photo, as the preview shows it", async () => {
    const context = drawOnPaper();
    const onPhoto = vi.fn();
    const { user } = await switchOn(onPhoto);
    const video = await screen.findByLabelText("Camera preview");
    Object.defineProperties(video, { videoWidth: { value: 640 }, videoHeight: { value: 480 } });
    fireEvent.loadedData(video);
    await user.click(screen.getByRole("button", { name: "Take photo" }));
    expect(context.scale).toHaveBeenCalledWith(-1, 1);
    expect(context.drawImage).toHaveBeenCalledWith(video, 0, 0, 640, 480);
    expect(onPhoto).toHaveBeenCalledWith(expect.objectContaining({ source: "camera" }));
  });

  test("says so when the picture cannot be taken, and lets one try again", async () => {
    drawOnPaper();
    vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementationOnce((done) => done(null));
    const onPhoto = vi.fn();
    const { user } = await switchOn(onPhoto);
    const video = await screen.findByLabelText("Camera preview");
    fireEvent.loadedData(video);
    await user.click(screen.getByRole("button", { name: "Take photo" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("could not be taken");
    await user.click(screen.getByRole("button", { name: "Take photo" }));
    await waitFor(() => expect(onPhoto).toHaveBeenCalled());
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });

  test.each([
    ["NotAllowedError", "The camera is not allowed"],
    ["NotFoundError", "No camera was found"],
    ["NotReadableError", "The camera is busy"],
    ["UnheardOfError", "The camera did not start"],
  ])("%s is told as: %s", async (name, title) => {
    ask.mockRejectedValueOnce(Object.assign(new Error(name), { name }));
    const { user } = await switchOn();
    expect(await screen.findByRole("alert")).toHaveTextContent(title);
    await user.click(screen.getByRole("button", { name: "Try the camera again" }));
    expect(await screen.findByLabelText("Camera preview")).toBeInTheDocument();
  });

  test("says so when it is unplugged", async () => {
    await switchOn();
    await screen.findByLabelText("Camera preview");
    track.dispatchEvent(new Event("ended"));
    expect(await screen.findByRole("alert")).toHaveTextContent("The camera went away");
  });

  test("explains that plain http addresses get none", async () => {
    vi.stubGlobal("isSecureContext", false);
    await switchOn();
    expect(await screen.findByRole("alert")).toHaveTextContent("needs a secure address");
    expect(ask).not.toHaveBeenCalled();
  });
});
