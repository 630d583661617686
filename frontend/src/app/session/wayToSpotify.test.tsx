import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { delay, HttpResponse, http } from "msw";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { SpotifyListener } from "@/api/generated/model";
import { listener, playlist, saved, spotify, taste } from "@/testing/fixtures";
import { chooseGenre, openPage, predict, recommend, upload } from "@/testing/musicPage";
import { decodeTo, drawOnPaper } from "@/testing/pictures";
import { renderAt } from "@/testing/render";
import { problem, server } from "@/testing/server";

const list = playlist();
const authPath = "/api/get-auth-url";

/** Spotify is set up here; the account, if any, may change while the page is looked at. */
function connectable(account: SpotifyListener | null = null, facts = {}) {
  const now = { account };
  server.use(
    http.get("/api/spotify", () => HttpResponse.json(spotify({ ...facts, account: now.account }))),
    http.get(`/api/playlists/${list.id}`, () => HttpResponse.json(list)),
    http.get(authPath, () => HttpResponse.json({ url: "http://accounts.test/authorize" })),
  );
  return now;
}

const left = vi.fn();
beforeEach(() => {
  left.mockReset();
  vi.stubGlobal("open", left);
  decodeTo(640, 480);
  drawOnPaper();
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

describe("the account in the masthead", () => {
  test("nothing of it is there where Spotify is not set up", async () => {
    renderAt("/taste");
    expect(await screen.findByText(/Spotify is not set up on this server/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /Spotify/ })).not.toBeInTheDocument();
  });

  test("it connects from any page, with one request for a double click", async () => {
    let asked = 0;
    connectable();
    server.use(
      http.get(authPath, async () => {
        asked += 1;
        await delay(100);
        return HttpResponse.json({ url: "http://accounts.test/authorize" });
      }),
    );
    renderAt("/");
    const connect = await screen.findByRole("button", { name: "Connect Spotify" });
    fireEvent.click(connect);
    fireEvent.click(connect);
    await waitFor(() => expect(left).toHaveBeenCalledOnce());
    expect(asked).toBe(1);
  });

  test("a wrong address leads to the right one", async () => {
    const address = "http://127.0.0.1:8000/";
    connectable(null, { address });
    server.use(http.get(authPath, () => problem("spotify-wrong-address", 409, "", { address })));
    const { user } = renderAt("/");
    await user.click(await screen.findByRole("button", { name: "Connect Spotify" }));
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByRole("link", { name: "Open it there" })).toHaveAttribute(
      "href",
      address,
    );
    expect(alert.parentElement).toHaveFocus();
    expect(left).not.toHaveBeenCalled();
    expect(sessionStorage).toHaveLength(0);
  });

  test("logging out is told, with the way out of Spotify itself", async () => {
    const now = connectable(listener());
    server.use(
      http.delete("/api/logout", () => {
        now.account = null;
        return HttpResponse.json({ logged_out: true, logout_url: "http://accounts.test/logout" });
      }),
    );
    const { user } = renderAt("/");
    await user.click(await screen.findByRole("button", { name: "Your Spotify account: Ana" }));
    await user.click(await screen.findByRole("menuitem", { name: "Log out of Spotify" }));
    expect(await screen.findByText("You are logged out")).toBeVisible();
    expect(screen.getByRole("link", { name: /Log out there too/ })).toHaveAttribute(
      "href",
      "http://accounts.test/logout",
    );
    expect(screen.getByRole("button", { name: "Connect Spotify" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Close: You are logged out" }));
    expect(screen.queryByText("You are logged out")).not.toBeInTheDocument();
  });

  test("a failed log-out is told and can be tried again", async () => {
    connectable(listener());
    server.use(http.delete("/api/logout", () => HttpResponse.error()));
    const { user } = renderAt("/");
    await user.click(await screen.findByRole("button", { name: "Your Spotify account: Ana" }));
    await user.click(await screen.findByRole("menuitem", { name: "Log out of Spotify" }));
    expect(await screen.findByRole("button", { name: "Try again" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Your Spotify account: Ana" })).toBeVisible();
  });
});

describe("what there is to say of the account", () => {
  test("that Spotify no longer accepts the log-in", async () => {
    connectable(listener({ needs_reconnect: true }));
    const { user } = renderAt("/");
    const note = await screen.findByRole("note");
    expect(note).toHaveTextContent("Spotify asks you to log in again");
    await user.click(within(note).getByRole("button", { name: "Log in at Spotify" }));
    await waitFor(() => expect(left).toHaveBeenCalled());
  });

  test("that it no longer does since the last list", async () => {
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

  test("that the six months end soon, until it is put off", async () => {
    connectable(listener({ expires_soon: true }));
    const { user } = renderAt("/");
    expect(await screen.findByText(/ends on May 21, 2027/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Not now" }));
    expect(screen.queryByText(/ends on May 21, 2027/)).not.toBeInTheDocument();
  });

  test("that this Spotify is a simulated one, on every page", async () => {
    connectable(null, { simulated: true, embed_url: "http://127.0.0.1:8101/" });
    renderAt("/");
    const banner = await screen.findByRole("complementary", { name: "About this Spotify" });
    expect(banner).toHaveTextContent("Simulated Spotify.");
    expect(within(banner).getByRole("link")).toHaveAttribute("href", "http://127.0.0.1:8101");
  });

  test.each([
    ["login-expired", /had run out/],
    ["not-allow-listed", /invited listeners/],
    ["owner-not-premium", /Premium from whoever runs it/],
    ["client-rejected", /id or secret/],
    ["quota-exceeded", /come back tomorrow/],
    ["constructor", /Something went wrong on the way/],
  ])("why the way to Spotify ended in %s", async (outcome, words) => {
    connectable();
    renderAt(`/taste?spotify=${outcome}`);
    expect(await screen.findByRole("alert")).toHaveTextContent(words);
  });
});

test("the taste page says what is asked when, what was allowed, and what came of it", async () => {
  const heard = { connected: true, artists: 12, songs: 1 };
  server.use(http.get("/api/taste", () => HttpResponse.json(taste({ spotify: heard }))));
  connectable(listener({ granted: ["log-in", "play"] }));
  renderAt("/taste");
  const asked = await screen.findByRole("list", { name: "What Spotify is asked for" });
  const allowed = within(asked)
    .getAllByRole("listitem")
    .map((item) => item.textContent.match(/Allowed|Not asked yet/)?.[0]);
  expect(allowed).toEqual(["Allowed", "Not asked yet", "Allowed"]);
  expect(screen.getByTestId("spotify-account")).toHaveTextContent(
    "Connected as Ana. Spotify asks you to log in again by May 21, 2027. Of what you played most there, this catalog has 12 artists and 1 song.",
  );
});

test("a list that Spotify's own recommendations chose says so", async () => {
  server.use(
    http.get("/api/playlists/one", () => HttpResponse.json({ ...list, engine: "spotify" })),
  );
  renderAt("/lists/one");
  expect(await screen.findByText(/Chosen by Spotify's own recommendations/)).toBeVisible();
});

test("who connected only to save can still let it guide the lists", async () => {
  connectable(listener({ granted: ["save"] }));
  const { user } = renderAt("/taste");
  await user.click(await screen.findByRole("button", { name: "Allow it at Spotify" }));
  await waitFor(() => expect(left).toHaveBeenCalledOnce());
});
