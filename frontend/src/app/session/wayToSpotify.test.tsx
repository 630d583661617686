import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { delay, HttpResponse, http } from "msw";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { connectable, watchLeaving } from "@/testing/connecting";
import { playlist } from "@/testing/fixtures";
import { chooseGenre, openPage, predict, recommend, upload } from "@/testing/musicPage";
import { decodeTo, drawOnPaper } from "@/testing/pictures";
import { renderAt } from "@/testing/render";
import { problem, server } from "@/testing/server";
import { listener, saved } from "@/testing/spotifyFixtures";

const list = playlist();

let left: ReturnType<typeof watchLeaving>;
beforeEach(() => {
  left = watchLeaving();
  decodeTo(640, 480);
  drawOnPaper();
  server.use(http.get(`/api/playlists/${list.id}`, () => HttpResponse.json(list)));
});
afterEach(() => sessionStorage.clear());

/** From the wishes to a list, and from there towards Spotify to save it. */
async function leaveForSaving(): Promise<void> {
  const user = await openPage();
  await upload(user);
  await predict(user);
  await screen.findByTestId("expression");
  await chooseGenre(user);
  await recommend(user);
  await user.click(await screen.findByRole("button", { name: "Save to Spotify" }));
  const dialog = await screen.findByRole("dialog");
  const name = within(dialog).getByLabelText("Name of the playlist");
  await user.clear(name);
  await user.type(name, "Rain");
  await user.click(within(dialog).getByRole("button", { name: "Go on to Spotify" }));
  await waitFor(() => expect(left).toHaveBeenCalled());
}

function watchSaves(): unknown[] {
  const sent: unknown[] = [];
  server.use(
    http.post("/api/save-playlist", async ({ request }) => {
      const wanted = (await request.json()) as { name: string };
      sent.push(wanted);
      return HttpResponse.json(saved({ name: wanted.name }), { status: 201 });
    }),
  );
  return sent;
}

describe("on the way to Spotify and back", () => {
  test("wishes, reading and list are kept, and the interrupted save goes on once", async () => {
    const now = connectable();
    await leaveForSaving();
    expect(JSON.stringify(sessionStorage)).not.toMatch(/blob:|data:|token|landmarks/);
    cleanup();

    now.account = listener({ granted: ["log-in", "save"] });
    const sent = watchSaves();
    renderAt("/music?spotify=connected");
    expect(await screen.findByText("Connected to Spotify as Ana")).toBeVisible();
    expect(screen.getByText(/the photo itself was not kept/)).toBeVisible();
    expect(screen.getByTestId("expression")).toHaveTextContent("Happy");
    expect(screen.getByRole("button", { name: "pop" })).toBeVisible();
    expect(await screen.findAllByTestId("song")).toHaveLength(10);
    expect(await screen.findByTestId("saved")).toHaveTextContent("Rain");
    const description = "10 songs for someone happy, chosen by Humoresque.";
    expect(sent).toEqual([{ playlist_id: list.id, name: "Rain", description, public: false }]);
    expect(sessionStorage).toHaveLength(0);
  });

  test("a no at Spotify is told, loses nothing, and the save can be asked for again", async () => {
    connectable();
    await leaveForSaving();
    cleanup();

    const sent = watchSaves();
    const { user } = renderAt("/music?spotify=access-denied");
    expect(await screen.findByRole("alert")).toHaveTextContent(/You said no at Spotify/);
    expect(await screen.findAllByTestId("song")).toHaveLength(10);
    expect(sent).toEqual([]);
    left.mockReset();
    await user.click(screen.getByRole("button", { name: "Ask Spotify again" }));
    await waitFor(() => expect(left).toHaveBeenCalled());
    expect(JSON.stringify(sessionStorage)).toContain("Rain");
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });

  test("the next page tells no old news", async () => {
    connectable(listener());
    const { user } = renderAt("/?spotify=connected");
    expect(await screen.findByText("Connected to Spotify as Ana")).toBeVisible();
    await user.click(screen.getByRole("link", { name: "Your taste" }));
    expect(await screen.findByRole("heading", { name: "Your taste" })).toBeVisible();
    await waitFor(() =>
      expect(screen.queryByText("Connected to Spotify as Ana")).not.toBeInTheDocument(),
    );
  });

  test("a save that fails after the return opens what was entered", async () => {
    const now = connectable();
    await leaveForSaving();
    cleanup();
    now.account = listener({ granted: ["log-in", "save"] });
    server.use(http.post("/api/save-playlist", () => problem("spotify-failing", 502)));
    renderAt("/music?spotify=connected");
    const dialog = await screen.findByRole("dialog", { name: "Save to Spotify" });
    expect(within(dialog).getByLabelText("Name of the playlist")).toHaveValue("Rain");
    expect(within(dialog).getByRole("alert")).toHaveTextContent(/Spotify has trouble/);
  });

  test("a list that could not be loaded after the return is asked for again, and then saved", async () => {
    const now = connectable();
    await leaveForSaving();
    cleanup();
    now.account = listener({ granted: ["log-in", "save"] });
    const sent = watchSaves();
    server.use(
      http.get(`/api/playlists/${list.id}`, () => problem("some-fault", 500), { once: true }),
    );
    const { user } = renderAt("/music?spotify=connected");
    expect(await screen.findByRole("alert")).toHaveTextContent("Title of some-fault");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByTestId("saved")).toHaveTextContent("Rain");
    expect(sent).toHaveLength(1);
  });

  test("who stops on the way can set out again", async () => {
    connectable();
    const { user } = renderAt("/");
    await user.click(await screen.findByRole("button", { name: "Connect Spotify" }));
    await waitFor(() => expect(left).toHaveBeenCalledOnce());
    expect(screen.getByRole("button", { name: "Connect Spotify" })).toBeDisabled();
    await waitFor(
      () => expect(screen.getByRole("button", { name: "Connect Spotify" })).toBeEnabled(),
      { timeout: 12_000 },
    );
    await user.click(screen.getByRole("button", { name: "Connect Spotify" }));
    await waitFor(() => expect(left).toHaveBeenCalledTimes(2));
  });

  test("an address that claims a log-in makes none, and saves nothing", async () => {
    connectable();
    await leaveForSaving();
    cleanup();
    const sent = watchSaves();
    renderAt("/music?spotify=connected");
    expect(await screen.findByRole("button", { name: "Connect Spotify" })).toBeVisible();
    expect(await screen.findByRole("button", { name: "Save to Spotify" })).toBeEnabled();
    await delay(50);
    expect(sent).toEqual([]);
    expect(screen.queryByText(/Connected to Spotify/)).not.toBeInTheDocument();
  });

  test("a browser that shows the page as it was left goes on from there", async () => {
    connectable();
    const { user } = renderAt("/taste");
    await user.click(
      (await screen.findAllByRole("button", { name: "Connect Spotify" }))[0] as Element,
    );
    await waitFor(() => expect(left).toHaveBeenCalledOnce());
    const back = new Event("pageshow");
    Object.defineProperty(back, "persisted", { value: true });
    window.dispatchEvent(back);
    expect(sessionStorage).toHaveLength(0);
    await user.click(
      (await screen.findAllByRole("button", { name: "Connect Spotify" }))[0] as Element,
    );
    await waitFor(() => expect(left).toHaveBeenCalledTimes(2));
  });
});

test("a log-out in another tab is seen by the next look, and what was the account's goes", async () => {
  const now = connectable(listener({ granted: ["log-in", "save"] }));
  const here = { saved: saved({ name: "Rain" }) };
  server.use(http.get("/api/playlists/one", () => HttpResponse.json({ ...list, ...here })));
  renderAt("/lists/one");
  expect(await screen.findByTestId("saved")).toHaveTextContent("Rain");
  now.account = null;
  server.use(http.get("/api/playlists/one", () => HttpResponse.json(list)));
  window.dispatchEvent(new Event("visibilitychange"));
  expect(await screen.findByRole("button", { name: "Connect Spotify" })).toBeVisible();
  expect(await screen.findByRole("button", { name: "Save to Spotify" })).toBeVisible();
  expect(screen.queryByTestId("saved")).not.toBeInTheDocument();
});

test("a log-in that ended while a list was made is told at once", async () => {
  const now = connectable(listener());
  server.use(
    http.post("/api/create-playlist-based-on-parameters", () => {
      now.account = listener({ needs_reconnect: true });
      return HttpResponse.json(list, { status: 201 });
    }),
  );
  const user = await openPage();
  await user.click(screen.getByRole("button", { name: "Sad" }));
  await chooseGenre(user);
  await recommend(user);
  expect(await screen.findByText("Spotify asks you to log in again")).toBeVisible();
});

test("a list that Spotify's own recommendations chose says so", async () => {
  server.use(
    http.get("/api/playlists/one", () => HttpResponse.json({ ...list, engine: "spotify" })),
  );
  renderAt("/lists/one");
  expect(await screen.findByText(/Chosen by Spotify's own recommendations/)).toBeVisible();
});
